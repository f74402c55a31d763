import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from '@exemplar/testing';
import { startFakeCluster } from '@exemplar/testing/kubernetes';

import { askAgain, PassingError } from './ask-again.ts';
import type { Cluster, Stored } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { KINDS } from './kinds.ts';
import { createMirror } from './mirror.ts';
import { openCluster } from './open-cluster.ts';
import { type Connection, openConnection, type Reply } from './open-connection.ts';

const OPTIONS = { name: 'staging', askMs: 300 };

/** A connection that answers as it is told, one answer after the other, and then with the last. */
const answering = (...replies: readonly Partial<Reply>[]): Connection => {
  let calls = 0;
  return () => {
    const reply = replies[Math.min(calls++, replies.length - 1)];
    return Promise.resolve({
      status: 200,
      headers: {},
      text: () => Promise.resolve('{}'),
      stream: () => null,
      ...reply,
    });
  };
};

const pods = (cluster: Cluster) => cluster.list(KINDS.pod, 'a');

describe('a cluster', () => {
  it.each([
    ['no JSON', { status: 400, text: () => Promise.resolve(' Bad Request\n') }, 'Bad Request'],
    ['nothing', { status: 418, text: () => Promise.resolve('') }, 'it answered 418'],
    ['half an answer', { status: 400, text: () => Promise.reject(new Error('cut')) }, 'it answered 400'],
  ])('may refuse with %s', async (_, reply, message) => {
    await expect(pods(openCluster(answering(reply), OPTIONS))).rejects.toMatchObject({ name: 'ClusterError', message });
  });

  it('is asked again when it says so', async () => {
    const busy = { status: 429, headers: { 'retry-after': '0' } };
    const listed = { text: () => Promise.resolve('{"items":[],"metadata":{"resourceVersion":"7"}}') };
    expect(await pods(openCluster(answering(busy, busy, listed), OPTIONS))).toEqual({
      items: [],
      resourceVersion: '7',
    });
    const late = { status: 429, headers: { 'retry-after': '60' } };
    await expect(pods(openCluster(answering(late), OPTIONS))).rejects.toMatchObject({ code: 'cluster-unreachable' });
  });

  it('does not hide what is a bug', async () => {
    const cluster = openCluster(answering({ status: 500 }), OPTIONS);
    await expect(cluster.get(KINDS.pod, 'a', 'b')).rejects.toMatchObject({ code: 'cluster-unreachable' });
    const refusing = openCluster(answering({ status: 409 }), OPTIONS);
    await expect(refusing.get(KINDS.pod, 'a', 'b')).rejects.toBeInstanceOf(ClusterError);
    await expect(refusing.remove(KINDS.pod, 'a', 'b')).rejects.toBeInstanceOf(ClusterError);
  });

  it('is asked what it knows once, and again after it did not say', async () => {
    const resources = {
      resources: [
        { name: 'pods/log', kind: 'Pod', namespaced: true },
        { name: 'pods', kind: 'Pod', namespaced: true },
      ],
    };
    const answer = { text: () => Promise.resolve(JSON.stringify(resources)) };
    const cluster = openCluster(answering({ status: 400 }, answer, { status: 400 }), OPTIONS);
    const pod = { apiVersion: 'v1', kind: 'Pod' };
    await expect(cluster.kindOf(pod)).rejects.toBeInstanceOf(ClusterError);
    expect(await cluster.kindOf(pod)).toMatchObject({ plural: 'pods' });
    expect(await cluster.kindOf({ ...pod, kind: 'Poд' })).toBeNull();
  });

  it('ends its calls with a signal', async () => {
    await using fake = await startFakeCluster();
    fake.slow(5000);
    const ends = new AbortController();
    const cluster = openCluster(openConnection({ kubeconfig: fake.kubeconfigFile }), OPTIONS).until(ends.signal);
    const asked = pods(cluster);
    ends.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    fake.slow(0);
  });

  it('is the one that KUBECONFIG names, and has to be named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kube-'));
    const { KUBECONFIG } = process.env;
    await using fake = await startFakeCluster();
    process.env.KUBECONFIG = fake.kubeconfigFile;
    expect(await openCluster(openConnection({}), OPTIONS).list(KINDS.pod, 'default')).toMatchObject({ items: [] });
    if (KUBECONFIG === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = KUBECONFIG;
    const kubeconfig = join(folder, 'config');
    writeFileSync(kubeconfig, 'apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n');
    await expect(pods(openCluster(openConnection({ kubeconfig }), OPTIONS))).rejects.toMatchObject({
      code: 'cluster-unreachable',
      message: 'The kubeconfig has no current context: name the one that is meant.',
    });
    rmSync(folder, { recursive: true });
  });
});

describe('asking again', () => {
  it('is for what may pass', async () => {
    let tries = 0;
    const ask = (): Promise<number> => (++tries < 3 ? Promise.reject(new PassingError('no')) : Promise.resolve(tries));
    expect(await askAgain(ask, { withinMs: 5000 })).toBe(3);
    await expect(askAgain(() => Promise.reject(new TypeError('bug')), { withinMs: 5000 })).rejects.toThrow('bug');
    await expect(askAgain(() => Promise.reject(new PassingError('never')), { withinMs: 1, eachMs: 5 })).rejects.toThrow(
      'never',
    );
  });

  it('ends with the signal, also while it waits', async () => {
    const ends = new AbortController();
    const asked = askAgain(() => Promise.reject(new PassingError('no', 60_000)), {
      withinMs: 100_000,
      signal: ends.signal,
    });
    setImmediate(() => {
      ends.abort(new Error('enough'));
    });
    await expect(asked).rejects.toThrow('enough');
  });
});

describe('a mirror', () => {
  it('shows what there is, and what comes and goes, by name', async () => {
    await using fake = await startFakeCluster({ tickMs: 0 });
    const put = (name: string) =>
      fake.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } });
    put('b');
    const ends = new AbortController();
    const errors: unknown[] = [];
    fake.refuse({ reason: 'Forbidden', message: 'not yet', times: 1 });
    const cluster = openCluster(openConnection({ kubeconfig: fake.kubeconfigFile }), OPTIONS).until(ends.signal);
    const mirror = createMirror<Stored>(cluster, {
      kind: KINDS.configMap,
      namespace: 'default',
      signal: ends.signal,
      onChange: () => undefined,
      onError: (error) => errors.push(error),
    });
    expect([mirror.filled, mirror.items()]).toEqual([false, []]);
    const names = () =>
      mirror
        .items()
        .map(({ metadata }) => metadata.name)
        .join();
    await until(() => names() === 'b');
    put('a');
    await until(() => names() === 'a,b');
    fake.remove('ConfigMap', 'default/b');
    await until(() => names() === 'a');
    expect(errors).toMatchObject([{ code: 'cluster-denied' }]);
    ends.abort();
  });

  it('lists again after a watch that has nothing to say', async () => {
    let lists = 0;
    const ends = new AbortController();
    const listed = { text: () => Promise.resolve('{"items":[],"metadata":{"resourceVersion":"7"}}') };
    createMirror(openCluster(answering(listed), OPTIONS), {
      kind: KINDS.pod,
      namespace: 'a',
      signal: ends.signal,
      onChange: () => lists++,
      onError: () => undefined,
    });
    await until(() => lists > 1);
    ends.abort();
    expect(lists).toBeGreaterThan(1);
  });
});
