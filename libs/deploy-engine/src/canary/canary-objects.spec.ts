import { makeRegistry } from '../../fixtures/releases.ts';
import { canaryObjects } from './canary-objects.ts';
import { judgeCanary } from './judge-canary.ts';

describe('the objects of a canary', () => {
  it('are a Deployment of one pod at least, with what is its own', async () => {
    const registry = makeRegistry({
      version: '1',
      shape: (all) => all.filter(({ kind }) => kind !== 'HorizontalPodAutoscaler'),
    });
    const all = await registry.manifests(registry.release('1'), 'staging');
    const odd = [
      { apiVersion: 'v1', kind: 'Secret' },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop' } },
    ];
    const objects = canaryObjects([...all, ...odd], 'shop', 10);
    expect(objects.map(({ kind, metadata }) => `${kind} ${String(metadata?.name)}`)).toEqual([
      'ConfigMap shop-canary',
      'Deployment shop-canary',
      'Service shop-canary',
      'ConfigMap shop-canary',
    ]);
    expect(objects[1]).toMatchObject({
      spec: { replicas: 1, selector: { matchLabels: { 'app.kubernetes.io/instance': 'shop-canary' } } },
    });
  });
});

describe('a canary', () => {
  const track = (requests: number, faults = 0, seconds = 0.05) => ({ requests, faults, seconds });

  it.each([
    ['unknown', track(1000), track(19, 1)],
    ['good', track(0), track(100, 0.02)],
    ['bad', track(0), track(100, 0.021)],
    ['good', track(1000, 0.1), track(100, 0.22)],
    ['good', track(1000), track(100, 0, 0.2)],
    ['bad', track(1000), track(100, 0, 0.21)],
  ])('is %s beside %j as %j', (is, stable, canary) => {
    expect(judgeCanary({ stable, canary }).is).toBe(is);
  });
});
