import { KubeConfig, Watch } from '@kubernetes/client-node';

import { until } from '../../until.ts';
import { type FakeCluster, startFakeCluster } from '../start-fake-cluster.ts';

const MAPS = '/api/v1/namespaces/default/configmaps';

interface Told {
  readonly type: string;
  readonly object: {
    readonly metadata: { readonly name?: string; readonly resourceVersion: string };
    readonly code?: number;
  };
}

describe('a watch of a fake cluster', () => {
  let cluster: FakeCluster;
  let told: Told[];
  let ended: unknown[];

  const put = (name: string, more: object = {}): string => {
    const metadata = { name, namespace: 'default', ...more };
    return cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata }).metadata.resourceVersion;
  };
  const watch = async (query: Readonly<Record<string, string | number | boolean>> = {}, path = MAPS): Promise<void> => {
    const config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig);
    const open = cluster.watches;
    const [events, ends] = [told, ended]; // those of a test before may come late
    await new Watch(config).watch(
      path,
      query,
      (type: string, object: Told['object']) => events.push({ type, object }),
      (error: unknown) => ends.push(error),
    );
    await until(() => cluster.watches > open || ends.length > 0, 'a watch');
  };
  const said = async (count: number): Promise<readonly string[]> => {
    await until(() => told.length >= count, `${count} events`);
    return told.map(({ type, object }) => `${type} ${object.metadata.name ?? ''}`);
  };
  const end = (): Promise<void> => until(() => ended.length > 0, 'the end');

  beforeEach(async () => {
    cluster = await startFakeCluster({ tickMs: 0 });
    [told, ended] = [[], []];
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('tells of what is there, and then of each change', async () => {
    put('a');
    await watch();
    put('b');
    put('a', { labels: { x: 'y' } });
    cluster.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'c', namespace: 'default' } });
    cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
    cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'd', namespace: 'other' } });
    cluster.remove('ConfigMap', 'default/b');
    expect(await said(4)).toEqual(['ADDED a', 'ADDED b', 'MODIFIED a', 'DELETED b']);
  });

  it('tells of what happened since a version, and nothing twice', async () => {
    const resourceVersion = put('a');
    put('b');
    put('a', { labels: { x: 'y' } });
    await watch({ resourceVersion });
    expect(await said(2)).toEqual(['ADDED b', 'MODIFIED a']);
  });

  it('is of one object, or of those that are selected: what leaves them is deleted, what enters is added', async () => {
    await watch({ labelSelector: 'app=shop' });
    put('a', { labels: { app: 'shop' } });
    put('b');
    put('a', { labels: { app: 'cart' } });
    put('b', { labels: { app: 'shop' } });
    expect(await said(3)).toEqual(['ADDED a', 'DELETED a', 'ADDED b']);
    told = [];
    await watch({}, `${MAPS}/a`);
    expect(await said(1)).toEqual(['ADDED a']);
  });

  it('has bookmarks, where they are wanted', async () => {
    await watch({ allowWatchBookmarks: true });
    await watch();
    cluster.bookmark();
    put('a');
    await said(3);
    expect(told.map(({ type }) => type).toSorted()).toEqual(['ADDED', 'ADDED', 'BOOKMARK']);
    const versionOf = (wanted: string): number =>
      Number(told.find(({ type }) => type === wanted)?.object.metadata.resourceVersion);
    expect(versionOf('BOOKMARK')).toBe(versionOf('ADDED') - 1);
  });

  it('ends after the time that it wanted, or sooner', async () => {
    await watch({ timeoutSeconds: 0.001, allowWatchBookmarks: true });
    expect(await said(1)).toEqual(['BOOKMARK ']);
    await end();
    ended = [];
    await watch({ timeoutSeconds: 3600 });
    cluster.endWatches();
    await end();
    expect([ended, cluster.watches]).toEqual([[null], 0]);
  });

  it('ends with 410 where it is of a version that is forgotten', async () => {
    const resourceVersion = put('a');
    await watch({ resourceVersion });
    put('b');
    cluster.expire();
    await end();
    await said(2);
    expect(told.at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    [told, ended] = [[], []];
    await watch({ resourceVersion });
    await said(1);
    expect(told).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
  });

  it('is refused for what is no version', async () => {
    await watch({ resourceVersion: 'x' });
    expect(ended).toMatchObject([{ statusCode: 400 }]);
  });

  it('is cut when the cluster is gone, and can be taken up when it is back', async () => {
    const resourceVersion = put('a');
    await watch({ resourceVersion });
    await cluster.gone();
    await end();
    put('b');
    await cluster.back();
    await watch({ resourceVersion });
    expect(await said(1)).toEqual(['ADDED b']);
  });
});
