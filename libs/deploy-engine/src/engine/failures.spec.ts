import type { PodRule } from '@exemplar/testing/kubernetes';

import { ask, startBench } from '../../fixtures/engines.ts';

type Fate = Omit<PodRule, 'image' | 'namespace'>;

const BAD = /:2@/;

const FAILURES: readonly (readonly [what: string, fate: Fate, code: string, sentence: RegExp])[] = [
  [
    'an image that is not there',
    { pods: 'image-not-found' },
    'image-not-found',
    /^The image r\/shop:2@.* is not in the registry\. Was it pushed\?$/,
  ],
  [
    'an image that may not be pulled',
    { pods: 'image-denied' },
    'image-pull-denied',
    /^The cluster may not pull the image r\/shop:2@/,
  ],
  [
    'a secret that is missing',
    { pods: 'config-missing' },
    'config-missing',
    /^The container cannot start: secret .* not found\. Make it/,
  ],
  ['a crash', { pods: 'crash', exitCode: 1, log: ['boom'] }, 'crashed', /^The container ended with exit code 1\.$/],
  [
    'a crash of what was ready',
    { pods: 'crash-when-ready', exitCode: 3, after: 2 },
    'crashed',
    /^The container ended with exit code 3\.$/,
  ],
  [
    'too little memory',
    { pods: 'out-of-memory' },
    'out-of-memory',
    /^The container was killed for using more memory than its limit/,
  ],
  [
    'a probe that is answered wrongly',
    { pods: 'not-ready', message: 'HTTP probe failed with statuscode: 503' },
    'probe-failing',
    /statuscode: 503/,
  ],
  [
    'no room on a node',
    { pods: 'unschedulable', message: '0/3 nodes are available: 3 Insufficient cpu.' },
    'unschedulable',
    /^No node takes the pod: .*Insufficient cpu/,
  ],
  ['a quota that is used up', { pods: 'quota' }, 'quota', /^The quota leaves no room for the pods: .*exceeded quota/],
];

describe('a release that does not come up', () => {
  it.each(FAILURES)('is told of %s, and the one before serves again', async (_, fate, code, sentence) => {
    await using bench = await startBench({ pods: [{ image: BAD, ...fate }] });
    const { engine, cluster, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), onProgress);
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(result).toMatchObject({ phase: 'rolled-back', backTo: { version: '1' }, trouble: { code } });
    expect(result.trouble?.sentence).toMatch(sentence);
    const { spec, status } = cluster.get('Deployment', 'exemplar-staging/shop') ?? {};
    expect(spec?.template.spec.containers[0]?.image).toBe(bench.registry.release('1').image);
    expect(status).toMatchObject({ updatedReplicas: 2, availableReplicas: 2 });
  });

  it('is told of an init container that ends, with its last lines', async () => {
    const shape = (objects: readonly object[]) =>
      JSON.parse(
        JSON.stringify(objects).replaceAll(
          '"containers":[',
          '"initContainers":[{"name":"migrate","image":"r/shop:2@i"}],"containers":[',
        ),
      ) as never;
    await using bench = await startBench({
      releases: [{ version: '1' }, { version: '2', shape }],
      pods: [{ image: BAD, pods: 'init-crash', exitCode: 4, log: ['no such table'] }],
    });
    const { engine, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), onProgress);
    const { trouble } = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(trouble).toMatchObject({ code: 'init-container', logs: ['no such table'] });
    expect(trouble?.sentence).toBe('The init container migrate ended with exit code 4.');
  });

  it('is told of what the cluster refuses to take', async () => {
    await using bench = await startBench();
    const { engine, cluster, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), onProgress);
    const which = ({ method, url }: { method: string; url: string }) =>
      method === 'PATCH' && url.includes('/deployments/');
    cluster.refuse({ reason: 'Invalid', message: 'spec.replicas is wrong', which, times: 1 });
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    const sentence = 'The cluster refuses the Deployment shop: spec.replicas is wrong';
    expect(result).toMatchObject({ phase: 'rolled-back', trouble: { code: 'apply-refused', sentence } });
  });

  it('stays to be looked at where nothing ran before, and can be followed by another', async () => {
    await using bench = await startBench({ pods: [{ image: BAD, pods: 'crash' }] });
    const { engine, onProgress } = bench;
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(result).toMatchObject({ phase: 'failed', trouble: { code: 'crashed' } });
    expect(result.notes).toEqual([expect.stringMatching(/^There was nothing healthy to go back to/)]);
    expect(await engine.deploy(ask({ version: '3' }), onProgress)).toMatchObject({ phase: 'live' });
  });

  it('is followed by the pods of before where no release is known of them', async () => {
    await using bench = await startBench({ pods: [{ image: BAD, pods: 'crash' }] });
    const { engine, cluster, registry, onProgress } = bench;
    for (const object of await registry.manifests(registry.release('1'), 'staging')) cluster.put(object as never);
    await cluster.waitFor('Deployment', 'exemplar-staging/shop', ({ status }) => status?.availableReplicas === 2);
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(result).toMatchObject({ phase: 'rolled-back', from: null });
    const { spec } = cluster.get('Deployment', 'exemplar-staging/shop') ?? {};
    expect(spec?.template.spec.containers[0]?.image).toBe(registry.release('1').image);
    expect(await engine.status(ask({}).actor, 'shop')).toMatchObject([{ release: null }, {}]);
  });

  it('is followed by the pods of before where the registry has their release no more', async () => {
    await using bench = await startBench({ pods: [{ image: BAD, pods: 'crash' }] });
    const { engine, cluster, registry, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), onProgress);
    const { image } = registry.release('1');
    registry.forget('1');
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(result).toMatchObject({ phase: 'rolled-back', notes: [expect.stringMatching(/^1 could not be applied/)] });
    const { spec } = cluster.get('Deployment', 'exemplar-staging/shop') ?? {};
    expect(spec?.template.spec.containers[0]?.image).toBe(image);
  });

  it('says so where what ran before does not come up either', async () => {
    await using bench = await startBench({ pods: [{ image: BAD, pods: 'crash' }] });
    const { engine, cluster, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), onProgress);
    cluster.behaves({ image: /:1@/, pods: 'crash', exitCode: 9 });
    for (const { metadata } of cluster.list('Pod', 'exemplar-staging'))
      cluster.remove('Pod', `exemplar-staging/${metadata.name}`);
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(result.phase).toBe('failed');
    expect(result.notes.join()).toMatch(/^What ran before does not come up either: The container ended/);
  });

  it('changes nothing where the registry does not answer', async () => {
    await using bench = await startBench();
    const { engine, registry, cluster, onProgress } = bench;
    const result = engine.deploy(ask({ version: '1' }), ({ phase }) => {
      if (phase === 'starting') registry.forget('1');
    });
    expect(await result).toMatchObject({
      phase: 'failed',
      trouble: { code: 'registry', sentence: expect.stringMatching(/Nothing was changed/) as unknown },
    });
    expect(cluster.list('Deployment')).toEqual([]);
    expect(await engine.deploy(ask({ version: '2' }), onProgress)).toMatchObject({ phase: 'live' });
  });
});
