import { startBench } from '../../fixtures/engines.ts';
import { ADA, RULES } from '../../fixtures/rules.ts';

const LOCK = { service: 'shop', environment: 'staging', actor: ADA, reason: 'a leak' };
const NAMESPACE = 'exemplar-staging';
const at = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A lock that was put so many hours ago, and was reminded of as many. */
async function benchWith(lock: { readonly since: string; readonly remindedAt?: string }) {
  const bench = await startBench({ engine: { rules: { ...RULES, locks: { remindAfterHours: 24 } } } });
  await bench.engine.lock(LOCK);
  bench.cluster.change('Lease', 'exemplar-staging/lock-shop', (lease) => ({
    ...lease,
    metadata: {
      ...lease.metadata,
      annotations: {
        'deploy.exemplar.dev/lock': JSON.stringify({ service: 'shop', actor: ADA, reason: 'a leak', ...lock }),
      },
    },
  }));
  return bench;
}

describe('a lock that was forgotten', () => {
  it('is reminded of by one of all processes', async () => {
    await using bench = await benchWith({ since: at(25) });
    const [one, two] = [bench.engine, bench.another()];
    const told = await Promise.all([one.reminders(), two.reminders()]);

    expect(told.flat()).toMatchObject([{ service: 'shop', environment: 'staging', actor: ADA, reason: 'a leak' }]);
    expect([await one.reminders(), await two.reminders()]).toEqual([[], []]);
    expect(await one.locks()).toMatchObject([{ toBeReminded: true }]);
  });

  it.each([
    ['is not reminded of before its time', { since: at(23) }, 0],
    ['is not reminded of soon again', { since: at(50), remindedAt: at(2) }, 0],
    ['is reminded of again', { since: at(50), remindedAt: at(25) }, 1],
  ])('%s', async (_, lock, times) => {
    await using bench = await benchWith(lock);

    expect(await bench.engine.reminders()).toHaveLength(times);
  });

  it('is not reminded of where it was taken away meanwhile, and trouble with the cluster is told', async () => {
    await using bench = await benchWith({ since: at(25) });
    const { cluster, engine } = bench;
    const writes = ({ method }: { readonly method: string }): boolean => method === 'PUT';
    cluster.put({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'other', namespace: NAMESPACE },
    });
    cluster.refuse({ reason: 'NotFound', message: 'gone', which: writes, times: 1 });

    expect(await engine.reminders()).toEqual([]);
    cluster.conflict(1, writes);
    expect(await engine.reminders()).toEqual([]);
    cluster.refuse({ reason: 'Forbidden', message: 'no', which: writes, times: 1 });
    await expect(engine.reminders()).rejects.toMatchObject({ code: 'cluster-denied' });
  });
});
