import { serviceWith } from '../../../fixtures/subject.ts';
import { nodeOptions, resourcesOf } from './resources.ts';

const cpu = { request: '100m', limit: '500m' };
const withMemory = (limit: string) =>
  serviceWith({ resources: { cpu, memory: { request: '64Mi', limit }, storage: '512Ki' } });

describe('the resources of a container', () => {
  it('are what service.yaml says, and storage for the logs', () => {
    expect(resourcesOf(withMemory('256Mi'))).toEqual({
      requests: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '65Mi' },
      limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '65Mi' },
    });
  });

  it.each([
    ['256Mi', 153],
    ['1Gi', 614],
    ['524288Ki', 307],
  ])('limit the heap of a container of %s to %i MiB', (limit, heap) => {
    expect(nodeOptions(withMemory(limit))).toBe(`--max-old-space-size=${heap}`);
  });
});
