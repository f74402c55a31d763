import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '@exemplar/testing';

import type { Bench } from '../../fixtures/engines.ts';
import { ask, phasesOf, SHOP, startBench, TIMES } from '../../fixtures/engines.ts';
import { ADA } from '../../fixtures/rules.ts';
import type { UnderWay } from '../records/record-schema.ts';
import type { DeployProgress } from './progress.ts';

const LEASE = 'exemplar-staging/deploy-shop';
const UNDER_WAY = 'deploy.exemplar.dev/under-way';

/** A Lease as a process leaves it that is killed: held by it, and not renewed any more. */
function leaveLease({ cluster, registry }: Bench, more: Partial<UnderWay>): void {
  const record: UnderWay = {
    id: 'left',
    kind: 'deploy',
    actor: ADA,
    from: registry.release('1'),
    to: registry.release('2'),
    phase: 'applying',
    percent: 0,
    startedAt: new Date().toISOString(),
    message: 'C1/123.4',
    revision: '1',
    leftOut: [],
    notes: [],
    figures: {},
    ...more,
  };
  cluster.change('Lease', LEASE, (lease) => ({
    ...lease,
    metadata: {
      ...lease.metadata,
      annotations: { ...lease.metadata.annotations, [UNDER_WAY]: JSON.stringify(record) },
    },
    spec: {
      ...(lease as { spec?: object }).spec,
      holderIdentity: 'killed',
      leaseDurationSeconds: 1,
      renewTime: new Date().toISOString(),
    },
  }));
}

/** Nobody knows any longer of which release it is. */
const unmark = <T extends { readonly metadata: object }>({ metadata, ...rest }: T) => ({
  ...rest,
  metadata: { ...metadata, annotations: { 'deployment.kubernetes.io/revision': '1' } },
});

/** Waits for the first that is told of an end. */
async function endOf(told: readonly DeployProgress[], id: string): Promise<DeployProgress> {
  const ends = new Set(['live', 'rolled-back', 'failed', 'canary', 'withdrawn']);
  const end = () => told.find((progress) => progress.id === id && ends.has(progress.phase));
  await until(() => end() !== undefined, `the end of ${id}`);
  const found = end();
  if (found === undefined) throw new Error('unreachable');
  return found;
}

describe('a deploy whose process is gone', () => {
  it.each(['starting', 'applying'] as const)('is gone on with from %s, where its message is known', async (phase) => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase });
    await bench.another().resume(bench.onProgress);
    const end = await endOf(bench.told, 'left');
    expect(end).toMatchObject({ phase: 'live', to: { version: '2' }, message: 'C1/123.4' });
    expect(end.notes).toEqual(['The process that began it is gone: another took it up.']);
  });

  it('is gone on with where the pods are already on their way', async () => {
    await using bench = await startBench({ tickMs: 20 });
    const { engine, cluster, registry, told, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), () => undefined);
    const begun = engine.deploy(ask({ version: '2', id: 'left', message: 'C1/5' }), () => undefined);
    await cluster.waitFor('Lease', LEASE, ({ metadata }) =>
      String(metadata.annotations?.[UNDER_WAY]).includes('rolling-out'),
    );
    await engine.close();
    expect(await begun).toMatchObject({ phase: 'handed-over' });
    expect(cluster.get('Lease', LEASE)).toMatchObject({ spec: { holderIdentity: '' } });
    await bench.another().resume(onProgress);
    expect(await endOf(told, 'left')).toMatchObject({ phase: 'live', message: 'C1/5' });
    expect(phasesOf(told).slice(0, 2)).toEqual(['rolling-out', 'settling']);
    expect(registry.release('2').image).toBe(
      cluster.get('Deployment', 'exemplar-staging/shop')?.spec.template.spec.containers[0]?.image,
    );
  });

  it('goes on going back', async () => {
    await using bench = await startBench({ pods: [{ image: /:2@/, pods: 'crash' }] });
    const { engine, cluster, registry, told, onProgress } = bench;
    await engine.deploy(ask({ version: '1' }), () => undefined);
    for (const object of await registry.manifests(registry.release('2'), 'staging')) cluster.put(object as never);
    leaveLease(bench, { phase: 'rolling-back', trouble: { code: 'crashed', sentence: 'It crashed.' } });
    await bench.another().resume(onProgress);
    const end = await endOf(told, 'left');
    expect(end).toMatchObject({ phase: 'rolled-back', trouble: { sentence: 'It crashed.' }, backTo: { version: '1' } });
    const status = await engine.status(ADA, 'shop');
    expect(status[0]).toMatchObject({ release: { version: '1' }, underWay: null, refused: [{ version: '2' }] });
  });

  it.each([
    [
      'rolled-back',
      'are back already',
      (bench: Bench) => bench.cluster.change('Deployment', 'exemplar-staging/shop', unmark),
    ],
    ['failed', 'are nowhere to be had', () => undefined],
    [
      'failed',
      'have no Deployment any more',
      (bench: Bench) => {
        bench.cluster.remove('Deployment', 'exemplar-staging/shop');
      },
    ],
  ])('ends as %s where it went back to pods that %s', async (phase, _, change) => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    change(bench);
    leaveLease(bench, {
      phase: 'rolling-back',
      from: null,
      revision: '77',
      trouble: { code: 'crashed', sentence: 'It crashed.' },
    });
    await bench.another().resume(bench.onProgress);
    expect(await endOf(bench.told, 'left')).toMatchObject({ phase });
  });

  it('is given up where nothing was changed, and nobody waits any longer', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase: 'starting', startedAt: new Date(Date.now() - 3_600_000).toISOString() });
    await bench.another().resume(bench.onProgress);
    const { phase, trouble } = await endOf(bench.told, 'left');
    expect({ phase, trouble }).toMatchObject({ phase: 'failed', trouble: { code: 'interrupted' } });
    expect(trouble?.sentence).toBe('Nobody was there to go on with it for 60 min. Nothing was changed: ask again.');
    expect(await bench.engine.deploy(ask({ version: '2' }), () => undefined)).toMatchObject({ phase: 'live' });
  });

  it('is ended where other hands have changed what it applied', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase: 'rolling-out' });
    await bench.another().resume(bench.onProgress);
    expect(await endOf(bench.told, 'left')).toMatchObject({
      phase: 'failed',
      trouble: { sentence: expect.stringMatching(/^While nobody watched, other hands changed shop/) as unknown },
    });
  });

  it('is ended where its canary is gone', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase: 'settling', kind: 'canary', percent: 5 });
    await bench.another().resume(bench.onProgress);
    expect(await endOf(bench.told, 'left')).toMatchObject({ kind: 'canary', phase: 'failed', percent: 5 });
  });

  it('is tried again later where the cluster refuses that it is taken up', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase: 'applying' });
    const which = ({ method, url }: { method: string; url: string }): boolean =>
      method === 'PUT' && url.includes('/leases/');
    bench.cluster.refuse({ reason: 'Invalid', message: 'no', which, times: 1 });
    await bench.another().resume(bench.onProgress);
    expect(await endOf(bench.told, 'left')).toMatchObject({ phase: 'live' });
    expect(bench.log.text()).toContain('What a deploy engine did by itself failed');
  });

  it('is taken up by one only of those who find it', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase: 'applying' });
    await Promise.all([1, 2, 3].map(() => bench.another().resume(bench.onProgress)));
    await endOf(bench.told, 'left');
    await sleep(TIMES.lookMs * 3);
    expect(bench.told.filter(({ phase }) => phase === 'live')).toHaveLength(1);
    expect(await bench.engine.history(ADA, SHOP)).toHaveLength(2);
  });

  it('is left to who was faster, until that process is gone as well', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    leaveLease(bench, { phase: 'applying' });
    bench.cluster.conflict(1, ({ method, url }) => {
      const isTaking = method === 'PUT' && url.includes('/leases/');
      if (isTaking) {
        bench.cluster.change('Lease', LEASE, (lease) => ({
          ...lease,
          spec: { holderIdentity: 'faster', leaseDurationSeconds: 1, renewTime: new Date().toISOString() },
        }));
      }
      return isTaking;
    });
    await bench.another().resume(bench.onProgress);
    expect(bench.told).toEqual([]);
    expect(await endOf(bench.told, 'left')).toMatchObject({ phase: 'live' });
  });

  it('is let alone while its process is there', async () => {
    await using bench = await startBench({ tickMs: 30 });
    const deploy = bench.engine.deploy(ask({ version: '1' }), () => undefined);
    const other = bench.another();
    await other.resume(bench.onProgress);
    expect(await deploy).toMatchObject({ phase: 'live' });
    expect(bench.told).toEqual([]);
  });

  it('frees what is held for nothing', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), () => undefined);
    bench.cluster.change('Lease', LEASE, (lease) => ({
      ...lease,
      spec: { holderIdentity: 'somebody', leaseDurationSeconds: 1, renewTime: new Date().toISOString() },
    }));
    await expect(bench.engine.deploy(ask({ version: '2' }), () => undefined)).rejects.toMatchObject({ code: 'busy' });
    await bench.another().resume(bench.onProgress);
    await bench.cluster.waitFor(
      'Lease',
      LEASE,
      (lease) => (lease as { spec?: { holderIdentity?: string } }).spec?.holderIdentity === '',
    );
    expect(await bench.engine.deploy(ask({ version: '2' }), () => undefined)).toMatchObject({ phase: 'live' });
  });
});

describe('a process that loses its hold', () => {
  it('stops at once, and leaves the rest to who has it', async () => {
    await using bench = await startBench({ tickMs: 30 });
    const { engine, cluster, onProgress } = bench;
    const deploy = engine.deploy(ask({ version: '1' }), onProgress);
    await cluster.waitFor('Lease', LEASE, () => true);
    cluster.change('Lease', LEASE, (lease) => ({
      ...lease,
      spec: { holderIdentity: 'another', leaseDurationSeconds: 60, renewTime: new Date().toISOString() },
    }));
    expect(await deploy).toMatchObject({ phase: 'handed-over' });
    expect(cluster.get('Lease', LEASE)).toMatchObject({ spec: { holderIdentity: 'another' } });
  });

  it('stops where the cluster does not answer for so long that another may have it, and takes it up again', async () => {
    await using bench = await startBench({ tickMs: 30, engine: { times: { ...TIMES, leaseMs: 900, askMs: 300 } } });
    const { engine, cluster, told, onProgress } = bench;
    const deploy = engine.deploy(ask({ version: '1', id: 'cut' }), () => undefined);
    await cluster.waitFor('Deployment', 'exemplar-staging/shop', () => true);
    await cluster.gone();
    expect(await deploy).toMatchObject({ phase: 'handed-over' });
    await cluster.back();
    await bench.another({ times: TIMES }).resume(onProgress);
    expect(await endOf(told, 'cut')).toMatchObject({ phase: 'live' });
  });

  it('takes it up again itself, where nobody else does', async () => {
    await using bench = await startBench({ tickMs: 30, engine: { times: { ...TIMES, leaseMs: 2500, askMs: 300 } } });
    const { engine, cluster, told, onProgress } = bench;
    await engine.resume(onProgress);
    const deploy = engine.deploy(ask({ version: '1', id: 'cut' }), () => undefined);
    await cluster.waitFor('Deployment', 'exemplar-staging/shop', () => true);
    await cluster.gone();
    expect(await deploy).toMatchObject({ phase: 'handed-over' });
    await cluster.back();
    expect(await endOf(told, 'cut')).toMatchObject({ phase: 'live' });
  });
});
