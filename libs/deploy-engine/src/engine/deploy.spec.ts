import { ask, phasesOf, SHOP, startBench } from '../../fixtures/engines.ts';
import { ADA } from '../../fixtures/rules.ts';

describe('a deploy', () => {
  it('brings a service to a cluster that never saw it, and tells how far it is', async () => {
    await using bench = await startBench();
    const { engine, cluster, told, onProgress } = bench;
    const result = await engine.deploy(ask({ version: '1' }), onProgress);
    expect(result).toMatchObject({ phase: 'live', ready: 2, wanted: 2, from: null, to: { version: '1' }, leftOut: [] });
    expect(phasesOf(told)).toEqual(['starting', 'applying', 'rolling-out', 'settling', 'live']);
    expect(cluster.get('Deployment', 'exemplar-staging/shop')?.status).toMatchObject({ availableReplicas: 2 });
  });

  it('goes from one release to the next, and back where that fails', async () => {
    await using bench = await startBench();
    const { engine, cluster, told, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), onProgress);
    cluster.behaves({ image: /:2@/, pods: 'crash', exitCode: 78, log: ['PORT must be a number'] });
    told.length = 0;
    const result = await engine.deploy(ask({ version: '2' }), onProgress);
    expect(result).toMatchObject({
      phase: 'rolled-back',
      from: { version: '1' },
      to: { version: '2' },
      backTo: { version: '1' },
      trouble: {
        code: 'crashed',
        sentence: 'The container ended with exit code 78: a setting is wrong.',
        logs: ['PORT must be a number'],
      },
    });
    expect(phasesOf(told)).toEqual(['starting', 'applying', 'rolling-out', 'rolling-back', 'rolled-back']);
    await expect(engine.deploy(ask({ version: '2' }), onProgress)).rejects.toMatchObject({ code: 'refused-release' });
    const [latest, first] = await engine.history(ADA, SHOP);
    expect(latest).toMatchObject({ outcome: 'rolled-back', to: { version: '2' } });
    expect(first).toMatchObject({ outcome: 'live', to: { version: '1' } });
  });
});
