import type { ManagedFields } from '../kube-object.ts';
import { type FakeCluster, startFakeCluster } from '../start-fake-cluster.ts';

const CONTAINERS = [
  { name: 'shop', image: 'r/shop:1', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] },
];

const deployment = (spec: object = {}, containers: readonly object[] = CONTAINERS, metadata: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', ...metadata },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: { metadata: { labels: { app: 'shop' } }, spec: { containers } },
    ...spec,
  },
});

describe('server-side apply in a fake cluster', () => {
  let cluster: FakeCluster;

  const path = '/apis/apps/v1/namespaces/default/deployments/shop';
  const apply = async (body: object | string, query = 'fieldManager=deploy', at = path) => {
    const answer = await fetch(`${cluster.url}${at}?${query}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  };
  const patch = (body: object, manager: string, at = path): Promise<Response> =>
    fetch(`${cluster.url}${at}?fieldManager=${manager}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify(body),
    });
  const live = () => {
    const found = cluster.get('Deployment', 'default/shop');
    if (!found) throw new Error('There is no Deployment.');
    return found;
  };
  const managers = (): readonly ManagedFields[] => live().metadata.managedFields ?? [];

  beforeEach(async () => {
    cluster = await startFakeCluster({ tickMs: 0 });
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('makes what is not there, from YAML, and remembers whose it is', async () => {
    const made = await apply('metadata: { name: shop }\nspec: { replicas: 3, selector: {}, template: { spec: {} } }');
    expect(made).toMatchObject({ status: 201, body: { spec: { replicas: 3 } } });
    expect(managers()).toMatchObject([
      {
        manager: 'deploy',
        operation: 'Apply',
        apiVersion: 'apps/v1',
        fieldsV1: { 'f:spec': { 'f:replicas': {}, 'f:selector': {} } },
      },
    ]);
  });

  it('wants a manager, and no managed fields', async () => {
    expect(await apply(deployment(), '')).toMatchObject({ status: 400 });
    expect(await apply(deployment({}, CONTAINERS, { managedFields: [{}] }))).toMatchObject({ status: 400 });
  });

  it('changes nothing when it is done again', async () => {
    await apply(deployment());
    const before = live();
    await apply(deployment());
    expect(live()).toEqual(before);
  });

  it('takes away what is applied no more, of lists item by item', async () => {
    const env = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    const volumes = [{ name: 'tmp', emptyDir: {} }];
    const ports = [{ containerPort: 80 }, { containerPort: 81, protocol: 'UDP' }];
    await apply(
      deployment(
        { replicas: 3 },
        [
          { name: 'shop', image: 'r/shop:1', env, ports },
          { name: 'side', image: 'r/side' },
        ],
        { labels: { a: '1', b: '2' }, finalizers: ['x', 'y'] },
      ),
    );
    await patch({ spec: { template: { spec: { volumes } } } }, 'ada');
    await apply(deployment({}, CONTAINERS, { labels: { a: '1' }, finalizers: ['x'] }));
    const { spec, metadata } = live();
    expect(spec.template.spec).toEqual({ containers: CONTAINERS, volumes });
    expect([metadata.labels, metadata.finalizers]).toEqual([{ a: '1' }, ['x']]);
    expect(spec.replicas).toBe(1); // the default, as nobody says otherwise
  });

  it('replaces as a whole what is one value, and leaves nothing empty behind', async () => {
    await apply(deployment({}, [{ name: 'shop', image: 'a', args: ['a', 'b'] }], { labels: { a: '1' } }));
    await apply(deployment({}, [{ name: 'shop', image: 'a', args: ['c'] }]));
    expect(live().spec.template.spec.containers).toEqual([{ name: 'shop', image: 'a', args: ['c'] }]);
    expect(live().metadata).not.toHaveProperty('labels');
  });

  it('tells the ports of a Service apart by what they have', async () => {
    const at = '/api/v1/namespaces/default/services/shop';
    const ports = [{ port: 80 }, { port: 80, protocol: 'UDP' }];
    await apply({ metadata: { name: 'shop' }, spec: { ports } }, 'fieldManager=one', at);
    await apply({ metadata: { name: 'shop' }, spec: { ports: [{ port: 80, name: 'http' }] } }, 'fieldManager=two', at);
    expect(cluster.get('Service', 'default/shop')?.spec).toEqual({ ports: [{ port: 80, name: 'http' }, ports[1]] });
  });

  it('leaves to others what is theirs, and shares what is the same', async () => {
    await apply(deployment());
    await patch({ spec: { replicas: 5 } }, 'autoscaler');
    expect(await apply(deployment())).toMatchObject({ status: 200, body: { spec: { replicas: 5 } } });
    expect(await apply(deployment({ replicas: 5 }))).toMatchObject({ status: 200 });
    await apply(deployment());
    expect(live().spec.replicas).toBe(5);
  });

  it('says who has set another value, unless it is forced', async () => {
    await apply(deployment({ replicas: 3, minReadySeconds: 1 }));
    await patch({ spec: { replicas: 5 } }, 'ada');
    expect(await apply(deployment({ replicas: 3 }))).toMatchObject({
      status: 409,
      body: {
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "ada" using apps/v1: .spec.replicas',
        details: { causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }] },
      },
    });
    const other = [{ name: 'shop', image: 'r/shop:2' }];
    const { body } = await apply(deployment({ minReadySeconds: 2 }, other), 'fieldManager=grace');
    expect(String(body.message).split('\n')).toEqual([
      'Apply failed with 2 conflicts: conflicts with "deploy":',
      '- .spec.minReadySeconds',
      '- .spec.template.spec.containers[name="shop"].image',
    ]);
    expect(await apply(deployment({ minReadySeconds: 2 }, other), 'fieldManager=grace&force=true')).toMatchObject({
      status: 200,
    });
    expect(live().spec).toMatchObject({ replicas: 5, minReadySeconds: 2, template: { spec: { containers: other } } });
    await apply(deployment({ replicas: 3 }, other), 'fieldManager=grace&force=true');
    expect(managers().map(({ manager }) => manager)).not.toContain('ada'); // who owns nothing any more
  });

  it('refuses a set with another’s value by its value', async () => {
    const name = { metadata: { name: 'a' } };
    const at = '/api/v1/namespaces/default/configmaps/a';
    await apply({ ...name, data: { x: '1' } }, 'fieldManager=one', at);
    await patch({ metadata: { finalizers: ['f'] } }, 'two', at);
    await patch({ data: { x: '2' } }, 'two', at);
    const { body } = await apply(
      { metadata: { name: 'a', finalizers: ['f'] }, data: { x: '1' } },
      'fieldManager=one',
      at,
    );
    expect(body.message).toContain('conflict with "two" using v1: .data.x');
    expect(cluster.get('ConfigMap', 'default/a')?.metadata.managedFields?.at(-1)?.fieldsV1).toMatchObject({
      'f:metadata': { 'f:finalizers': { 'v:"f"': {} } },
    });
  });

  it('refuses what is applied to an older state', async () => {
    await apply(deployment());
    const { resourceVersion } = live().metadata;
    await patch({ spec: { replicas: 2 } }, 'ada');
    expect(await apply(deployment({}, CONTAINERS, { resourceVersion }))).toMatchObject({ status: 409 });
  });

  it('writes a status apart from the rest', async () => {
    await apply({ ...deployment(), status: { replicas: 7 } });
    expect(live()).not.toHaveProperty('status');
    await apply(
      { metadata: { name: 'shop' }, spec: { replicas: 9 }, status: { replicas: 7 } },
      'fieldManager=kubelet',
      `${path}/status`,
    );
    expect(live()).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 7 } });
    expect(managers().at(-1)).toMatchObject({ manager: 'kubelet', subresource: 'status' });
  });

  it('takes a field from all when somebody removes it', async () => {
    await apply(deployment({ minReadySeconds: 1 }));
    await patch({ spec: { minReadySeconds: null } }, 'ada');
    expect(JSON.stringify(managers())).not.toContain('minReadySeconds');
    await patch({ spec: { minReadySeconds: 2 } }, 'ada');
    await patch({ spec: { progressDeadlineSeconds: 5 } }, 'ada');
    expect(managers().filter(({ manager }) => manager === 'ada')).toMatchObject([
      { operation: 'Update', fieldsV1: { 'f:spec': { 'f:minReadySeconds': {}, 'f:progressDeadlineSeconds': {} } } },
    ]);
  });
});
