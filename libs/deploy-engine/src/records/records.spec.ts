import { until } from '@exemplar/testing';
import { type FakeCluster, startFakeCluster } from '@exemplar/testing/kubernetes';

import { makeRegistry } from '../../fixtures/releases.ts';
import { ADA } from '../../fixtures/rules.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { openCluster } from '../cluster/open-cluster.ts';
import { openConnection } from '../cluster/open-connection.ts';
import { finished } from './finished.ts';
import { createGoneWatch } from './gone-watch.ts';
import { HoldLostError, takeHold } from './hold.ts';
import { holderOf, type Lease, ledgerOf, serviceOf, writtenLease } from './lease.ts';
import { type Ledger, ledgerAnnotations, readLedger } from './ledger.ts';
import type { UnderWay } from './record-schema.ts';

const registry = makeRegistry({ version: '1' }, { version: '2' });
const [ONE, TWO] = [registry.release('1'), registry.release('2')];
const EMPTY: Ledger = { underWay: null, history: [], healthy: [], refused: [], canary: null };
const RECORD: UnderWay = {
  id: 'x',
  kind: 'deploy',
  actor: ADA,
  from: ONE,
  to: TWO,
  phase: 'settling',
  percent: 0,
  startedAt: '2026-11-28T12:00:00.000Z',
  revision: '1',
  leftOut: [],
  notes: [],
  figures: {},
};
const NOW = Date.parse('2026-11-28T12:00:10.000Z');

describe('what is kept of a service', () => {
  it('is read as it was written', () => {
    const ledger = finished({ ...EMPTY, underWay: RECORD }, RECORD, 'live', NOW);
    expect(readLedger(ledgerAnnotations(ledger))).toEqual(ledger);
    expect(readLedger(ledgerAnnotations({ ...EMPTY, underWay: RECORD }))).toEqual({ ...EMPTY, underWay: RECORD });
    expect(ledgerAnnotations(EMPTY)).toEqual({});
    expect(readLedger()).toEqual(EMPTY);
  });

  it('counts as nothing where it cannot be read', () => {
    expect(readLedger({ 'deploy.exemplar.dev/history': '{', 'deploy.exemplar.dev/under-way': '{"id":1}' })).toEqual(
      EMPTY,
    );
  });

  it('is the newest of much', () => {
    const refused = Array.from({ length: 30 }, (_, n) => ({ version: String(n), digest: String(n), why: '', at: '' }));
    expect(readLedger(ledgerAnnotations({ ...EMPTY, refused })).refused).toHaveLength(20);
  });

  it('has an entry for each deploy, once', () => {
    const once = finished(EMPTY, RECORD, 'live', NOW);
    expect(finished(once, RECORD, 'live', NOW).history).toEqual([
      {
        id: 'x',
        kind: 'deploy',
        actor: ADA,
        from: ONE,
        to: TWO,
        at: RECORD.startedAt,
        durationMs: 10_000,
        outcome: 'live',
      },
    ]);
  });

  it('blames a release for what is its fault, and for nothing else', () => {
    const failed = (code: 'crashed' | 'registry', phase: UnderWay['phase']) =>
      finished(EMPTY, { ...RECORD, phase, trouble: { code, sentence: 'So.' } }, 'failed', NOW).refused.length;
    expect([
      failed('crashed', 'rolling-back'),
      failed('registry', 'rolling-back'),
      failed('crashed', 'starting'),
    ]).toEqual([1, 0, 0]);
  });
});

describe('a Lease', () => {
  const OPTIONS = { namespace: 'default', service: 'shop', holder: 'me', times: { leaseMs: 3000, renewMs: 50 } };
  const LEASE = 'default/deploy-shop';
  let fake: FakeCluster;
  let cluster: Cluster;

  const fine = (): void => undefined;
  const keep = (ledger: Ledger): Ledger => ledger;
  const isPut = ({ method }: { readonly method: string }): boolean => method === 'PUT';
  const lease = () => fake.get('Lease', LEASE) as unknown as Lease | undefined;

  beforeEach(async () => {
    fake = await startFakeCluster({ tickMs: 0 });
    cluster = openCluster(openConnection({ kubeconfig: fake.kubeconfigFile }), { name: 'staging', askMs: 500 });
  });

  afterEach(async () => {
    await fake.close();
  });

  it('is held, renewed and let go', async () => {
    const hold = await takeHold({ ...OPTIONS, cluster }, fine, (ledger) => ({ ...ledger, underWay: RECORD }));
    expect(lease()?.spec).toMatchObject({ holderIdentity: 'me', leaseDurationSeconds: 3, leaseTransitions: 1 });
    const first = lease()?.spec?.renewTime;
    await until(() => lease()?.spec?.renewTime !== first);
    expect(ledgerOf(lease() ?? null).underWay).toEqual(RECORD);
    await hold.release((ledger) => ({ ...ledger, underWay: null }));
    expect([hold.lost.aborted, lease()?.spec?.holderIdentity, hold.ledger]).toEqual([true, '', EMPTY]);
    await expect(hold.update(keep)).rejects.toBeInstanceOf(HoldLostError);
  });

  it('is taken where the answer that it was written is lost', async () => {
    const hold = await takeHold({ ...OPTIONS, cluster: losing(cluster, 'create') }, fine, keep);
    expect(hold.lost.aborted).toBe(false);
    await hold.release(keep);
    const again = await takeHold({ ...OPTIONS, cluster: losing(cluster, 'replace') }, fine, keep);
    await again.update((ledger) => ({ ...ledger, healthy: [ONE] }));
    expect(ledgerOf(lease() ?? null).healthy).toEqual([ONE]);
    await again.release(keep);
  });

  it('is looked at again where another was there first', async () => {
    let looks = 0;
    const held = takeHold(
      { ...OPTIONS, cluster },
      (now) => {
        if (looks++ === 0) {
          const theirs = writtenLease(null, 'shop', EMPTY, { holder: 'another', leaseMs: 1000 });
          fake.put({ ...theirs, metadata: { ...theirs.metadata, namespace: 'default' } });
        } else if (now !== null && holderOf(now) === 'another') throw new Error('Theirs');
      },
      keep,
    );
    await expect(held).rejects.toThrow('Theirs');
  });

  it('keeps what others wrote on it meanwhile', async () => {
    const hold = await takeHold({ ...OPTIONS, cluster }, fine, keep);
    fake.change('Lease', LEASE, (now) => ({ ...now, metadata: { ...now.metadata, annotations: { theirs: 'stays' } } }));
    fake.conflict(1, isPut);
    await hold.update((ledger) => ({ ...ledger, healthy: [TWO] }));
    expect(lease()?.metadata.annotations).toMatchObject({
      theirs: 'stays',
      'deploy.exemplar.dev/healthy': JSON.stringify([TWO]),
    });
    await hold.release(keep);
  });

  it('is lost where it is gone', async () => {
    const hold = await takeHold({ ...OPTIONS, cluster }, fine, keep);
    fake.remove('Lease', LEASE);
    fake.conflict(1, isPut);
    await expect(hold.update(keep)).rejects.toThrow(/shop is no longer held: another process has it|not found/);
    await until(() => hold.lost.aborted);
  });

  it('does not hide what the cluster refuses', async () => {
    fake.refuse({ reason: 'Invalid', message: 'no such field', times: 1, which: ({ method }) => method === 'POST' });
    await expect(takeHold({ ...OPTIONS, cluster }, fine, keep)).rejects.toThrow('no such field');
  });

  /** Writes, and then answers as if another had been there first: once. */
  function losing(real: Cluster, what: 'create' | 'replace'): Cluster {
    let lost = false;
    const over = (one: Cluster): Cluster => ({
      ...one,
      until: (signal) => over(one.until(signal)),
      [what]: async (...words: Parameters<Cluster['replace']>) => {
        const written = await one[what](...words);
        if (lost) return written;
        lost = true;
        return one.create(words[0], words[1], { ...words[2], metadata: { ...words[2].metadata, resourceVersion: '' } });
      },
    });
    return over(real);
  }
});

describe('the holder of a Lease', () => {
  const held = (holder: string, renewTime: string, leaseDurationSeconds?: number): Lease => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'deploy-shop', namespace: 'a' },
    spec: { holderIdentity: holder, renewTime, ...(leaseDurationSeconds !== undefined && { leaseDurationSeconds }) },
  });

  it('is gone when it let go, or did not renew for as long as it said', () => {
    const isGone = createGoneWatch();
    expect(isGone(held('', 'x', 10), 0)).toBe(true);
    expect(isGone(held('a', '1', 10), 0)).toBe(false);
    expect(isGone(held('a', '1', 10), 9999)).toBe(false);
    expect(isGone(held('a', '2', 10), 9999)).toBe(false);
    expect(isGone(held('a', '2', 10), 19_998)).toBe(false);
    expect(isGone(held('a', '2', 10), 19_999)).toBe(true);
    expect(isGone(held('b', '2'), 20_000)).toBe(false);
    expect(isGone(held('b', '2'), 35_000)).toBe(true);
  });

  it('holds services, and nothing else', () => {
    expect(serviceOf(held('a', '1'))).toBe('shop');
    expect(serviceOf({ ...held('a', '1'), metadata: { name: 'kube-scheduler' } })).toBeNull();
    const { spec: _spec, ...bare } = held('a', '1');
    expect(holderOf(bare)).toBeNull();
    const again = writtenLease({ ...held('me', '1'), metadata: { name: 'x', labels: { a: 'b' } } }, 'shop', EMPTY, {
      holder: 'me',
      leaseMs: 500,
    });
    expect(again).toMatchObject({ metadata: { labels: { a: 'b' } }, spec: { acquireTime: null, leaseTransitions: 0 } });
  });
});
