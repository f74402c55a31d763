import { existsSync, readFileSync } from 'node:fs';

import { AppsV1Api, CoordinationV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';

import { startFakeCluster } from './start-fake-cluster.ts';

const configOf = (kubeconfig: string): KubeConfig => {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  return config;
};

const DEPLOYMENT = {
  metadata: { name: 'shop' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'shop' } },
    template: {
      metadata: { labels: { app: 'shop' } },
      spec: { containers: [{ name: 'shop', image: 'r/shop:1' }] },
    },
  },
};

describe('a fake cluster', () => {
  it('rolls out what the real client creates, as its seconds pass by themselves', async () => {
    await using cluster = await startFakeCluster();
    const apps = configOf(cluster.kubeconfig).makeApiClient(AppsV1Api);
    await apps.createNamespacedDeployment({ namespace: 'default', body: DEPLOYMENT });
    await cluster.waitFor('Deployment', 'default/shop', ({ status }) => status?.availableReplicas === 2);
    const { status } = await apps.readNamespacedDeployment({ namespace: 'default', name: 'shop' });
    expect(status).toMatchObject({ observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2 });
    expect(cluster.list('Pod', 'default')).toHaveLength(2);
  });

  it('stands still until it is told to go on', async () => {
    await using cluster = await startFakeCluster({ tickMs: 0, pods: [{ image: /:1$/, pods: 'crash', exitCode: 78 }] });
    const apps = configOf(cluster.kubeconfig).makeApiClient(AppsV1Api);
    await apps.createNamespacedDeployment({ namespace: 'default', body: DEPLOYMENT });
    expect(cluster.list('Pod')).toEqual([]);
    cluster.tick(3);
    const core = configOf(cluster.kubeconfig).makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({ namespace: 'default', labelSelector: 'app=shop' });
    const states = items.map(({ status }) => status?.containerStatuses?.[0]?.state?.terminated?.exitCode);
    expect(states).toEqual([78, 78]);
  });

  it('writes a kubeconfig that is gone with it', async () => {
    const cluster = await startFakeCluster({ namespaces: ['shop'] });
    expect(readFileSync(cluster.kubeconfigFile, 'utf8')).toBe(cluster.kubeconfig);
    expect(configOf(cluster.kubeconfig).getContextObject('fake')?.namespace).toBe('shop');
    await cluster.close();
    expect(existsSync(cluster.kubeconfigFile)).toBe(false);
  });

  it('lets one of two win who take a Lease', async () => {
    await using cluster = await startFakeCluster({ tickMs: 0 });
    const leases = configOf(cluster.kubeconfig).makeApiClient(CoordinationV1Api);
    const place = { namespace: 'default', name: 'lock' };
    const { metadata } = await leases.createNamespacedLease({
      namespace: 'default',
      body: { metadata: { name: 'lock' }, spec: {} },
    });
    const resourceVersion = String(metadata?.resourceVersion);
    const take = (holderIdentity: string) =>
      leases.replaceNamespacedLease({
        ...place,
        body: { metadata: { name: 'lock', resourceVersion }, spec: { holderIdentity } },
      });
    const [one, other] = await Promise.allSettled([take('one'), take('other')]);
    expect([one.status, other.status]).toEqual(['fulfilled', 'rejected']);
    expect(other).toMatchObject({ reason: { code: 409 } });
  });
});
