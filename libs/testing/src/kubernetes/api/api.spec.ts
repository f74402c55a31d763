import { type FakeCluster, startFakeCluster } from '../start-fake-cluster.ts';

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly items: readonly { readonly metadata: { readonly name: string } }[];
    readonly message: string;
  };
}

const MERGE = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const MAPS = '/api/v1/namespaces/default/configmaps';
const MAP = `${MAPS}/settings`;
const PODS = '/api/v1/namespaces/default/pods';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const DEPLOYMENT = {
  metadata: { name: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'r/shop:1' }] } },
  },
};

describe('the API of a fake cluster', () => {
  let cluster: FakeCluster;

  const ask = async (method: string, path: string, body?: unknown, type = 'application/json'): Promise<Answer> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${cluster.url}${path}`, {
      method,
      headers: { 'content-type': type },
      ...(text !== undefined && { body: text }),
    });
    const told = await answer.text();
    const isJson = answer.headers.get('content-type') === 'application/json';
    return { status: answer.status, body: (isJson ? JSON.parse(told) : { message: told }) as Answer['body'] };
  };
  const create = (name: string, more: object = {}) => ask('POST', MAPS, { metadata: { name, ...more } });
  const namesOf = async (path: string): Promise<readonly string[]> =>
    (await ask('GET', path)).body.items.map(({ metadata }) => metadata.name);

  beforeEach(async () => {
    cluster = await startFakeCluster({ tickMs: 0, without: ['monitoring.coreos.com/v1'], minor: '29+' });
  });

  afterEach(async () => {
    await cluster.close();
  });

  describe('says what there is', () => {
    it('of versions, groups and resources', async () => {
      expect((await ask('GET', '/version')).body).toMatchObject({ major: '1', minor: '29+', gitVersion: 'v1.29.0' });
      expect((await ask('GET', '/api')).body).toMatchObject({ versions: ['v1'] });
      const { groups } = (await ask('GET', '/apis')).body as unknown as { groups: readonly { name: string }[] };
      expect(groups.map(({ name }) => name)).toContain('gateway.networking.k8s.io');
      expect(groups.map(({ name }) => name)).not.toContain('monitoring.coreos.com');
      expect((await ask('GET', '/apis/apps')).body).toMatchObject({ preferredVersion: { groupVersion: 'apps/v1' } });
      const { resources } = (await ask('GET', '/apis/apps/v1')).body;
      expect(resources).toContainEqual(expect.objectContaining({ name: 'deployments', shortNames: ['deploy'] }));
      expect(resources).toContainEqual(expect.objectContaining({ name: 'deployments/scale', kind: 'Scale' }));
      expect(resources).toContainEqual(expect.objectContaining({ name: 'deployments/status', kind: 'Deployment' }));
      expect((await ask('GET', '/api/v1')).body).toMatchObject({ groupVersion: 'v1' });
    });

    it.each([
      '/apis/monitoring.coreos.com/v1/namespaces/default/podmonitors',
      '/api/v1/namespaces/default/deployments',
      '/api/v1/pods/one', // which pod of which namespace?
      `${PODS}/one/exec/more`,
      `${MAP}/scale`,
      '/nowhere',
    ])('has nothing at %s', async (path) => {
      expect(await ask('GET', path)).toMatchObject({ status: 404, body: { message: '404 page not found\n' } });
    });
  });

  describe('writes', () => {
    it('creates an object once, with what is the cluster’s own', async () => {
      const { status, body } = await create('settings');
      expect(status).toBe(201);
      expect(body).toMatchObject({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', generation: 1 },
      });
      expect(body.metadata.uid).toMatch(/^[\da-f-]{36}$/);
      expect(await create('settings')).toMatchObject({ status: 409, body: { reason: 'AlreadyExists' } });
      expect((await ask('GET', MAP)).body).toEqual(body);
      expect(await ask('GET', `${MAPS}/other`)).toMatchObject({
        status: 404,
        body: {
          kind: 'Status',
          reason: 'NotFound',
          message: 'configmaps "other" not found',
          details: { name: 'other' },
        },
      });
    });

    it('makes up a name where it is asked to, and wants one', async () => {
      expect((await ask('POST', MAPS, { metadata: { generateName: 'a-' } })).body.metadata.name).toMatch(/^a-.{5}$/);
      expect(await ask('POST', MAPS, {})).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
    });

    it.each([
      ['no object', '[]', 'it is no object'],
      ['no JSON', '{', 'unrecognized'],
      ['another kind', { kind: 'Secret', metadata: { name: 'a' } }, 'the kind of the object (Secret)'],
      ['another namespace', { metadata: { name: 'a', namespace: 'b' } }, 'the namespace of the object (b)'],
    ])('refuses %s', async (_, body, message) => {
      expect(await ask('POST', MAPS, body)).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining(message) as string },
      });
    });

    it('refuses what has no home', async () => {
      const lost = await ask('POST', '/api/v1/namespaces/nowhere/configmaps', { metadata: { name: 'a' } });
      expect(lost).toMatchObject({ status: 404, body: { message: 'namespaces "nowhere" not found' } });
      expect(await ask('POST', '/api/v1/configmaps', { metadata: { name: 'a' } })).toMatchObject({ status: 400 });
      expect(await ask('POST', '/api/v1/namespaces', { metadata: { name: 'nowhere' } })).toMatchObject({ status: 201 });
      expect(await ask('GET', '/api/v1/namespaces/nowhere/status')).toMatchObject({ status: 200 });
    });

    it('replaces what nobody else has replaced since', async () => {
      const { body } = await create('settings');
      expect(await ask('PUT', MAP, { ...body, data: { a: '1' } })).toMatchObject({ status: 200 });
      expect(await ask('PUT', MAP, { ...body, data: { a: '2' } })).toMatchObject({
        status: 409,
        body: {
          reason: 'Conflict',
          message: expect.stringContaining('configmaps "settings": the object has been') as string,
        },
      });
      expect(await ask('PUT', MAP, { data: { a: '3' } })).toMatchObject({ status: 200, body: { data: { a: '3' } } });
      expect(await ask('PUT', MAP, { metadata: { uid: 'other' } })).toMatchObject({ status: 409 });
      expect(await ask('PUT', `${MAPS}/other`, {})).toMatchObject({ status: 404 });
      expect(await ask('PUT', MAP, { metadata: { name: 'other' } })).toMatchObject({ status: 400 });
    });

    it('makes no new version where nothing changes', async () => {
      const { body } = await create('settings');
      const again = await ask('PATCH', MAP, { metadata: { labels: undefined } }, MERGE);
      expect(again.body.metadata.resourceVersion).toBe(body.metadata.resourceVersion);
    });

    it('counts generations of what is wanted, not of what is', async () => {
      const { body } = await ask('POST', DEPLOYMENTS, { ...DEPLOYMENT, status: { replicas: 9 } });
      expect(body).toMatchObject({
        metadata: { generation: 1 },
        spec: { replicas: 1, strategy: { type: 'RollingUpdate' } },
      });
      expect(body).not.toHaveProperty('status');
      const path = `${DEPLOYMENTS}/shop`;
      await ask('PATCH', path, { metadata: { annotations: { a: 'b' } } }, MERGE);
      await ask('PATCH', `${path}/status`, { status: { replicas: 2 } }, MERGE);
      await ask('PATCH', path, { status: { replicas: 3 } }, MERGE);
      expect((await ask('GET', path)).body).toMatchObject({ metadata: { generation: 1 }, status: { replicas: 2 } });
      await ask('PATCH', path, { spec: { replicas: 5 } }, MERGE);
      expect((await ask('GET', path)).body).toMatchObject({ metadata: { generation: 2 }, status: { replicas: 2 } });
      const selector = await ask('PATCH', path, { spec: { selector: { matchLabels: { app: 'other' } } } }, MERGE);
      expect(selector).toMatchObject({ status: 422, body: { details: { causes: [{ field: 'spec.selector' }] } } });
    });

    it('says what would be, and writes nothing', async () => {
      expect(await ask('POST', `${MAPS}?dryRun=All`, { metadata: { name: 'settings' } })).toMatchObject({
        status: 201,
      });
      expect(await ask('GET', MAP)).toMatchObject({ status: 404 });
      await create('settings');
      await ask('DELETE', `${MAP}?dryRun=All`);
      expect(await ask('GET', MAP)).toMatchObject({ status: 200 });
    });

    it('scales what has a scale', async () => {
      await ask('POST', DEPLOYMENTS, DEPLOYMENT);
      const path = `${DEPLOYMENTS}/shop/scale`;
      expect((await ask('GET', path)).body).toMatchObject({
        kind: 'Scale',
        spec: { replicas: 1 },
        status: { replicas: 0, selector: 'app=shop' },
      });
      await ask('PATCH', path, { spec: { replicas: 3 } }, MERGE);
      const { body } = await ask('GET', path);
      expect(body).toMatchObject({ spec: { replicas: 3 } });
      expect(await ask('PUT', path, { ...body, spec: { replicas: 4 } })).toMatchObject({
        body: { spec: { replicas: 4 } },
      });
      expect(await ask('PUT', path, { ...body, spec: { replicas: 5 } })).toMatchObject({ status: 409 });
      expect(await ask('PUT', path, { metadata: {}, spec: { replicas: 6 } })).toMatchObject({ status: 200 });
      expect(await ask('PUT', path, { metadata: {} })).toMatchObject({ status: 400 });
      await ask('POST', '/apis/apps/v1/namespaces/default/statefulsets', { metadata: { name: 'db' } });
      expect((await ask('GET', '/apis/apps/v1/namespaces/default/statefulsets/db/scale')).body).toMatchObject({
        spec: { replicas: 0 },
        status: { selector: '' },
      });
      const db = '/apis/apps/v1/namespaces/default/statefulsets/db';
      expect(await ask('PATCH', db, { metadata: { labels: { a: 'b' } } }, MERGE)).toMatchObject({ status: 200 });
    });

    it('has no method but those that it has', async () => {
      expect(await ask('POST', MAP, {})).toMatchObject({ status: 405, body: { reason: 'MethodNotAllowed' } });
      await create('settings');
      expect(await ask('PATCH', MAP, {}, 'text/plain')).toMatchObject({ status: 415 });
    });
  });

  describe('deletes', () => {
    it('an object, and says so', async () => {
      const { body } = await create('settings');
      const { uid } = body.metadata;
      expect(await ask('DELETE', MAP)).toMatchObject({
        body: { status: 'Success', details: { name: 'settings', uid } },
      });
      expect(await ask('DELETE', MAP)).toMatchObject({ status: 404 });
    });

    it('what is as it was when somebody looked', async () => {
      const { body } = await create('settings');
      const { uid, resourceVersion } = body.metadata;
      const remove = (preconditions: object) => ask('DELETE', MAP, { preconditions });
      expect(await remove({ uid: 'other' })).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
      expect(await remove({ resourceVersion: '1' })).toMatchObject({ status: 409 });
      expect(await remove({ uid, resourceVersion })).toMatchObject({ status: 200 });
    });

    it('all that are selected', async () => {
      await create('one', { labels: { a: '1' } });
      await create('two');
      await ask('DELETE', `${MAPS}?labelSelector=a`);
      expect(await namesOf(MAPS)).toEqual(['two']);
    });

    it('after its finalizers are gone', async () => {
      await create('settings', { finalizers: ['example.com/a', 'example.com/b'] });
      const marked = await ask('DELETE', MAP);
      expect(marked.body.metadata.deletionTimestamp).toBeDefined();
      expect((await ask('DELETE', MAP)).body).toEqual(marked.body);
      await ask('PATCH', MAP, { metadata: { finalizers: ['example.com/b'] } }, MERGE);
      expect(await ask('GET', MAP)).toMatchObject({ status: 200 });
      await ask('PATCH', MAP, { metadata: { finalizers: null } }, MERGE);
      expect(await ask('GET', MAP)).toMatchObject({ status: 404 });
    });

    it('what belonged to it, or leaves that an orphan', async () => {
      const owner = (await create('owner')).body.metadata;
      const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.uid }];
      await create('child', { ownerReferences });
      await ask('DELETE', `${MAPS}/owner`);
      cluster.tick();
      expect(await namesOf(MAPS)).toEqual([]);

      const next = (await create('owner')).body.metadata;
      await create('child', { ownerReferences: [{ ...ownerReferences[0], uid: next.uid }] });
      await create('other');
      await ask('DELETE', `${MAPS}/owner?propagationPolicy=Orphan`);
      cluster.tick();
      expect(await namesOf(MAPS)).toEqual(['child', 'other']);
    });

    it('a namespace with all that is in it', async () => {
      await create('settings');
      await ask('DELETE', '/api/v1/namespaces/default');
      cluster.tick();
      expect(await namesOf('/api/v1/configmaps')).toEqual([]);
    });

    it('a pod after it had time to end, or at once', async () => {
      const spec = { containers: [{ name: 'a', image: 'a' }] };
      for (const name of ['one', 'two']) await ask('POST', PODS, { metadata: { name }, spec });
      expect((await ask('DELETE', `${PODS}/one`)).body.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 });
      await ask('DELETE', `${PODS}/two?gracePeriodSeconds=0`);
      expect(await namesOf(PODS)).toEqual(['one']);
      cluster.tick();
      expect(await namesOf(PODS)).toEqual([]);
    });
  });

  describe('patches', () => {
    beforeEach(async () => {
      await ask('POST', MAPS, { metadata: { name: 'settings' }, data: { a: '1', b: '2' } });
    });

    it('by merging', async () => {
      const { body } = await ask('PATCH', MAP, { data: { a: null, c: '3' } }, MERGE);
      expect(body.data).toEqual({ b: '2', c: '3' });
      const { resourceVersion } = body.metadata;
      await ask('PATCH', MAP, { data: { d: '4' } }, MERGE);
      expect(await ask('PATCH', MAP, { metadata: { resourceVersion } }, MERGE)).toMatchObject({ status: 409 });
    });

    it('by operations', async () => {
      const operations = [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'add', path: '/list', value: [{ n: 1 }, { n: 3 }] },
        { op: 'add', path: '/list/1', value: { n: 2 } },
        { op: 'add', path: '/list/-', value: { n: 4 } },
        { op: 'replace', path: '/list/0/n', value: 0 },
        { op: 'add', path: '/list/0/m', value: 9 },
        { op: 'remove', path: '/list/2' },
        { op: 'copy', from: '/data/a', path: '/data/a~1c~0d' },
        { op: 'move', from: '/data/b', path: '/data/e' },
      ];
      const { body } = await ask('PATCH', MAP, operations, JSON_PATCH);
      expect(body).toMatchObject({
        data: { a: '1', 'a/c~d': '1', e: '2' },
        list: [{ n: 0, m: 9 }, { n: 2 }, { n: 4 }],
      });
      expect(body.data).not.toHaveProperty('b');
    });

    it.each([
      [{ op: 'test', path: '/data/a', value: '2' }, 422],
      [{ op: 'remove', path: '/data/z' }, 422],
      [{ op: 'remove', path: '/y/z' }, 422],
      [{ op: 'add', path: '/data/a/b', value: 1 }, 422],
      [{ op: 'invent', path: '/data/a' }, 422],
    ])('refuses the operation %j', async (operation, status) => {
      expect(await ask('PATCH', MAP, [operation], JSON_PATCH)).toMatchObject({ status });
    });

    it('refuses operations that are no list', async () => {
      expect(await ask('PATCH', MAP, {}, JSON_PATCH)).toMatchObject({ status: 400 });
    });

    it('as Kubernetes does, item by item of lists whose items are told apart', async () => {
      await ask('POST', DEPLOYMENTS, DEPLOYMENT);
      const containers = [
        { name: 'shop', image: 'r/shop:2' },
        { name: 'side', image: 'r/side:1' },
      ];
      const path = `${DEPLOYMENTS}/shop`;
      const patch = (more: readonly object[]) =>
        ask(
          'PATCH',
          path,
          { spec: { template: { spec: { $retainKeys: ['a'], containers: more, tolerations: [{}] } } } },
          STRATEGIC,
        );
      expect((await patch(containers)).body.spec).toMatchObject({ template: { spec: { containers } } });
      const left = (await patch([{ name: 'side', $patch: 'delete' }])).body.spec;
      expect(left).toMatchObject({ template: { spec: { containers: [containers[0]], tolerations: [{}] } } });
    });
  });

  it('joins no lists of what is not its own', async () => {
    const routes = '/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes';
    await ask('POST', routes, { metadata: { name: 'shop' } });
    expect(await ask('PATCH', `${routes}/shop`, { spec: {} }, STRATEGIC)).toMatchObject({ status: 415 });
    expect(await ask('PATCH', `${routes}/shop`, { spec: {} }, MERGE)).toMatchObject({ status: 200 });
  });

  describe('lists', () => {
    beforeEach(async () => {
      await create('a', { labels: { app: 'shop', tier: '1' } });
      await create('b', { labels: { app: 'cart' } });
      await create('c');
    });

    it.each([
      ['labelSelector=app', ['a', 'b']],
      ['labelSelector=!app', ['c']],
      ['labelSelector=app=shop', ['a']],
      ['labelSelector=app==shop,tier=1', ['a']],
      ['labelSelector=app!=shop', ['b', 'c']],
      ['labelSelector=app in (shop, cart),tier', ['a']],
      ['labelSelector=app notin (shop)', ['b', 'c']],
      ['fieldSelector=metadata.name=b', ['b']],
      ['fieldSelector=metadata.name!=b,metadata.namespace=default', ['a', 'c']],
      ['fieldSelector=metadata.generation=1,spec.nodeName=', ['a', 'b', 'c']],
    ])('what is selected by %s', async (query, names) => {
      expect(await namesOf(`${MAPS}?${query}`)).toEqual(names);
    });

    it.each(['labelSelector=app>shop', 'fieldSelector=metadata.name'])('refuses %s', async (query) => {
      expect(await ask('GET', `${MAPS}?${query}`)).toMatchObject({ status: 400 });
    });

    it('page by page, as long as it remembers', async () => {
      const { body } = await ask('GET', `${MAPS}?limit=2`);
      expect(body).toMatchObject({ kind: 'ConfigMapList', metadata: { remainingItemCount: 1 } });
      const next = `${MAPS}?limit=2&continue=${String(body.metadata.continue)}`;
      expect(await namesOf(next)).toEqual(['c']);
      await create('d');
      cluster.expire();
      expect(await ask('GET', next)).toMatchObject({ status: 410, body: { reason: 'Expired' } });
      expect(await ask('GET', `${MAPS}?continue=nonsense`)).toMatchObject({ status: 400 });
    });

    it('kinds that are not built in with their kind', async () => {
      await cluster.close();
      cluster = await startFakeCluster();
      const monitors = '/apis/monitoring.coreos.com/v1/namespaces/default/podmonitors';
      await ask('POST', monitors, { metadata: { name: 'a' } });
      expect((await ask('GET', monitors)).body.items).toMatchObject([{ kind: 'PodMonitor' }]);
    });
  });
});
