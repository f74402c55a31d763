import { until } from '@exemplar/testing';

import { ask, SHOP, startBench } from '../../fixtures/engines.ts';
import { ADA, GRACE, NOBODY, RULES, VERA } from '../../fixtures/rules.ts';
import type { EnvironmentRules } from '../rules/deploy-rules.ts';

const quietly = (): void => undefined;
const LIVE = { phase: 'live' };
const PRODUCTION = { service: 'shop', environment: 'production' };

const rulesWith = (environment: Partial<EnvironmentRules>) => ({
  ...RULES,
  environments: {
    ...RULES.environments,
    staging: { ...RULES.environments.staging, ...environment } as EnvironmentRules,
  },
});

const FREEZE = { reason: 'The end of the year', from: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' };

describe('a request', () => {
  it('is done once, however often it comes', async () => {
    await using bench = await startBench();
    const [one, two] = [bench.engine, bench.another()];
    const request = ask({ version: '1' });
    const both = await Promise.allSettled([one.deploy(request, quietly), two.deploy(request, quietly)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(two.deploy(request, quietly)).rejects.toMatchObject({ code: 'duplicate-request' });
    expect(await one.history(ADA, SHOP)).toHaveLength(1);
  });

  it('waits for nobody: who comes second hears who is at it', async () => {
    await using bench = await startBench({ tickMs: 30 });
    const first = bench.engine.deploy(ask({ version: '1' }), quietly);
    await bench.cluster.waitFor('Lease', 'exemplar-staging/deploy-shop', () => true);
    const second = bench.another().deploy({ ...ask({ version: '2' }), actor: GRACE }, quietly);
    await expect(second).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringMatching(
        /^Ada is deploying 1 on shop in staging since .* UTC\. Wait until that is over\.$/,
      ) as unknown,
    });
    const plan = bench.engine.plan({ kind: 'deploy', target: SHOP, actor: ADA });
    await expect(plan).rejects.toMatchObject({ code: 'busy' });
    expect(await bench.engine.status(ADA)).toMatchObject([{ underWay: { actor: ADA, to: { version: '1' } } }, {}]);
    await first;
  });

  it.each([
    [
      'unknown-environment',
      { target: { ...SHOP, environment: 'stagin' } },
      'There is no environment "stagin". Did you mean staging? There are: staging, production.',
    ],
    [
      'unknown-service',
      { target: { ...SHOP, service: 'shpo' } },
      'There is no service "shpo". Did you mean shop? There are: shop.',
    ],
    ['unknown-version', { version: '9' }, 'There is no release 9.'],
    ['not-allowed', { actor: VERA }, 'Vera may not deploy to staging. May: developers, grace.'],
    [
      'not-allowed',
      { actor: NOBODY },
      'Nobody (slack:U0NOBODY) is not in the rules, and may not deploy to staging. May: developers, grace.',
    ],
    ['not-allowed', { force: true }, 'Ada may not force anything in staging. May: grace.'],
    [
      'changed-meanwhile',
      { plannedFrom: 'sha256:1' },
      'Since this was planned, something else came to run in staging: look at it again.',
    ],
  ])('is refused as %s with %j', async (code, more, message) => {
    await using bench = await startBench();
    await expect(bench.engine.deploy(ask(more), quietly)).rejects.toMatchObject({ code, message });
    expect(bench.cluster.list('Deployment')).toEqual([]);
    await bench.log.waitFor((line) => line.outcome === 'refused' && line.trouble === code);
  });

  it('lets those in whom a Slack group knows', async () => {
    await using bench = await startBench();
    const actor = { id: 'slack:U0NEW', name: 'New', groups: ['slack:S0DEVELOPERS'] };
    expect(await bench.engine.deploy({ ...ask({ version: '1' }), actor }, quietly)).toMatchObject(LIVE);
  });

  it('takes no release again that runs already, unless it is forced', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), quietly);
    await expect(bench.engine.deploy(ask({ version: '1' }), quietly)).rejects.toMatchObject({
      code: 'already-running',
    });
    const again = bench.engine.deploy({ ...ask({ version: '1', force: true }), actor: GRACE }, quietly);
    expect(await again).toMatchObject(LIVE);
  });

  it('takes a release that was refused when it is forced, and no longer refuses it when it is live', async () => {
    await using bench = await startBench({ pods: [{ image: /:2@/, pods: 'crash' }] });
    await bench.engine.deploy(ask({ version: '1' }), quietly);
    await bench.engine.deploy(ask({ version: '2' }), quietly);
    await expect(bench.engine.deploy(ask({ version: '2' }), quietly)).rejects.toMatchObject({
      code: 'refused-release',
      message:
        'shop 2 is refused in staging, as it failed there: The container ended with exit code 1. Deploy another version, or force it.',
    });
    bench.cluster.behaves({ image: /:2@/, pods: 'ready' });
    const forced = { ...ask({ version: '2', force: true }), actor: GRACE };
    expect(await bench.engine.deploy(forced, quietly)).toMatchObject(LIVE);
    expect((await bench.engine.status(ADA, 'shop'))[0]?.refused).toEqual([]);
  });

  it('is not taken by an engine that is about to end', async () => {
    await using bench = await startBench();
    await bench.engine.close();
    await expect(bench.engine.deploy(ask({}), quietly)).rejects.toMatchObject({ code: 'closing' });
  });

  it('goes to production when it is confirmed by who asked, and holds no changes that nobody has', async () => {
    await using bench = await startBench({ releases: [{ version: '1' }, { version: '2-dirty' }] });
    const request = { ...ask({ version: '1' }), target: PRODUCTION };
    await expect(bench.engine.deploy(request, quietly)).rejects.toMatchObject({ code: 'confirmation-wanted' });
    const byOther = bench.engine.deploy({ ...request, confirmedBy: GRACE }, quietly);
    await expect(byOther).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'Grace may not confirm this. May: Ada.',
    });
    expect(await bench.engine.deploy({ ...request, confirmedBy: ADA }, quietly)).toMatchObject(LIVE);
    const dirty = bench.engine.deploy({ ...request, id: 'another', version: '2-dirty', confirmedBy: ADA }, quietly);
    await expect(dirty).rejects.toMatchObject({ code: 'dirty-release' });
    expect((await bench.engine.history(ADA, PRODUCTION))[0]).toMatchObject({ confirmedBy: ADA });
  });

  it('is confirmed by those whom the rules name', async () => {
    const rules = rulesWith({ confirm: { by: ['grace', 'developers'], withinSeconds: 30 } });
    await using bench = await startBench({ engine: { rules } });
    const { confirmation } = await bench.engine.plan({ kind: 'deploy', target: SHOP, actor: ADA });
    expect(confirmation).toEqual({ by: 'grace, developers', withinMs: 30_000 });
    expect(() => {
      bench.engine.mayConfirm(SHOP, ADA, VERA);
    }).toThrow('Vera may not confirm this. May: grace, developers.');
    expect(() => {
      bench.engine.mayConfirm(SHOP, ADA, GRACE);
    }).not.toThrow();
    expect(() => {
      bench.engine.mayConfirm(SHOP, ADA, NOBODY);
    }).toThrow('may not confirm');
  });
});

describe('a lock', () => {
  it('keeps everybody out until it is taken away, and says whose it is and why', async () => {
    await using bench = await startBench();
    const { engine } = bench;
    const lock = { service: 'shop', environment: 'staging', actor: GRACE, reason: 'We look for a leak' };
    expect(await engine.lock(lock)).toMatchObject({ service: 'shop', actor: GRACE, toBeReminded: false });
    const message = /^shop is locked in staging by Grace since .* UTC: We look for a leak\.$/;
    await expect(engine.deploy(ask({}), quietly)).rejects.toThrow(message);
    await expect(engine.lock({ ...lock, actor: ADA })).rejects.toThrow(message);
    expect((await engine.status(ADA, 'shop'))[0]?.lock).toMatchObject({ reason: 'We look for a leak' });
    expect(await engine.locks()).toMatchObject([{ service: 'shop' }]);
    expect(await engine.unlock({ ...lock, actor: ADA })).toMatchObject({ actor: GRACE });
    await expect(engine.unlock(lock)).rejects.toMatchObject({ code: 'not-locked' });
    expect(await engine.deploy(ask({}), quietly)).toMatchObject(LIVE);
  });

  it('of all keeps every service', async () => {
    await using bench = await startBench();
    await bench.engine.lock({ service: 'all', environment: 'staging', actor: ADA });
    await expect(bench.engine.deploy(ask({}), quietly)).rejects.toThrow(
      /^Everything is locked in staging by Ada since/,
    );
    const elsewhere = bench.engine.deploy({ ...ask({}), target: PRODUCTION, confirmedBy: ADA }, quietly);
    expect(await elsewhere).toMatchObject(LIVE);
  });

  it('is for services that there are, and for people who may', async () => {
    await using bench = await startBench();
    const lock = { service: 'shop', environment: 'staging', actor: ADA };
    await expect(bench.engine.lock({ ...lock, service: 'sho' })).rejects.toMatchObject({ code: 'unknown-service' });
    await expect(bench.engine.lock({ ...lock, actor: VERA })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is to be reminded of when it is old, and counts although it was made by hand', async () => {
    await using bench = await startBench();
    const metadata = { name: 'lock-shop', namespace: 'exemplar-staging', creationTimestamp: '2020-01-01T00:00:00Z' };
    bench.cluster.put({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata });
    const [lock] = await bench.engine.locks();
    expect(lock).toMatchObject({ service: 'shop', actor: { name: 'somebody' }, reason: '' });
    await expect(bench.engine.deploy(ask({}), quietly)).rejects.toThrow(/locked in staging by somebody/);
  });
});

describe('a freeze', () => {
  it('lets nothing in but what goes back, and says why', async () => {
    await using bench = await startBench();
    await bench.engine.deploy(ask({ version: '1' }), quietly);
    await bench.engine.deploy(ask({ version: '2' }), quietly);
    const frozen = bench.another({ rules: rulesWith({ freezes: [FREEZE] }) });
    await expect(frozen.deploy(ask({}), quietly)).rejects.toMatchObject({
      code: 'frozen',
      message: 'staging is frozen: The end of the year (until 2999-01-01T00:00:00Z). Only rollbacks are let through.',
    });
    expect((await frozen.status(ADA, 'shop'))[0]?.freeze).toMatch('The end of the year');
    expect(await frozen.rollback(ask({}), quietly)).toMatchObject({ phase: 'live', to: { version: '1' } });
  });
});

describe('a rollback', () => {
  it('goes to the release before that was healthy, and not to and fro', async () => {
    await using bench = await startBench({ pods: [{ image: /:3@/, pods: 'crash' }] });
    const { engine } = bench;
    for (const version of ['1', '2', '3']) await engine.deploy(ask({ version }), quietly);
    const back = await engine.rollback(ask({ reason: 'Slow' }), quietly);
    expect(back).toMatchObject({
      kind: 'rollback',
      phase: 'live',
      from: { version: '2' },
      to: { version: '1' },
      reason: 'Slow',
    });
    await expect(engine.rollback(ask({}), quietly)).rejects.toMatchObject({ code: 'nothing-to-roll-back-to' });
    expect(await engine.rollback(ask({ version: '2' }), quietly)).toMatchObject({ to: { version: '2' }, ...LIVE });
    await expect(engine.rollback(ask({ version: '3' }), quietly)).rejects.toMatchObject({ code: 'refused-release' });
  });
});

describe('what can be looked at', () => {
  it('is what would be done, and what it changes', async () => {
    const releases = [{ version: '1' }, { version: '2', setting: 'debug' }, { version: '3', setting: 'debug' }];
    await using bench = await startBench({ releases, engine: { repository: 'https://github.com/example/exemplar' } });
    const { engine, registry } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    const plan = await engine.plan({ kind: 'deploy', target: SHOP, actor: ADA });
    const [one, two, three] = ['1', '2', '3'].map((version) => registry.release(version));
    expect(plan).toMatchObject({ kind: 'deploy', from: one, to: three, confirmation: null });
    expect(plan.diff).toEqual({
      from: one,
      to: three,
      image: { from: one?.image, to: three?.image, changed: true },
      configuration: [{ field: 'ConfigMap shop data.LOG_LEVEL', from: '"info"', to: '"debug"' }],
      commits: [three, two],
      backwards: false,
      compareUrl: `https://github.com/example/exemplar/compare/${String(one?.commit)}...${String(three?.commit)}`,
    });
    await engine.deploy(ask({ version: '3' }), quietly);
    expect(await engine.diff(ADA, SHOP, '2')).toMatchObject({
      backwards: true,
      commits: [{ version: '3' }],
      configuration: [],
    });
    expect(await engine.diff(ADA, SHOP, '3')).toMatchObject({
      compareUrl: `https://github.com/example/exemplar/commit/${String(three?.commit)}`,
    });
  });

  it('is nothing to compare with, where nothing runs or the registry has it no more', async () => {
    await using bench = await startBench();
    const { engine, registry } = bench;
    const first = await engine.diff(ADA, SHOP, '1');
    expect(first).toMatchObject({ from: null, image: { from: null, changed: true }, configuration: [] });
    expect(first.compareUrl).toBeUndefined();
    await engine.deploy(ask({ version: '1' }), quietly);
    registry.forget('1');
    expect(await engine.diff(ADA, SHOP)).toMatchObject({ from: { version: '1' }, configuration: [] });
  });

  it('is each service in each environment, with what runs', async () => {
    await using bench = await startBench();
    const { engine, registry, cluster } = bench;
    registry.add({ version: '1', service: 'mail' });
    await engine.deploy(ask({ version: '1' }), quietly);
    const all = await engine.status(ADA);
    expect(
      all.map(({ target: { service, environment }, release }) => [service, environment, release?.version]),
    ).toEqual([
      ['mail', 'staging', undefined],
      ['shop', 'staging', '1'],
      ['mail', 'production', undefined],
      ['shop', 'production', undefined],
    ]);
    expect(all[1]).toMatchObject({
      ready: 2,
      wanted: 2,
      last: { outcome: 'live', actor: ADA },
      image: registry.release('1').image,
    });
    expect(engine.environments).toEqual(['staging', 'production']);
    expect(await engine.services()).toEqual(['mail', 'shop']);
    cluster.change('Deployment', 'exemplar-staging/shop', ({ spec, ...deployment }) => ({
      ...deployment,
      spec: JSON.parse(JSON.stringify(spec).replaceAll('r/shop:1', 'r/shop:by-hand')) as object,
    }));
    expect((await engine.status(ADA, 'shop'))[0]).toMatchObject({
      release: null,
      image: expect.stringMatching('by-hand') as unknown,
    });
  });

  it('is for those who may see it', async () => {
    await using bench = await startBench();
    expect(await bench.engine.status(VERA)).toMatchObject([{ target: SHOP }]);
    await expect(bench.engine.status(NOBODY)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(bench.engine.status(ADA, 'shp')).rejects.toMatchObject({ code: 'unknown-service' });
    await expect(bench.engine.history(VERA, PRODUCTION)).rejects.toMatchObject({ code: 'not-allowed' });
    const odd = bench.another({ rules: { ...RULES, environments: {} } });
    await expect(odd.history(ADA, SHOP)).rejects.toThrow('Ada may not look at staging. May: nobody.');
  });

  it('is the last lines of each pod', async () => {
    await using bench = await startBench({ pods: [{ pods: 'ready', log: ['one', 'two', 'three'] }] });
    await bench.engine.deploy(ask({ version: '1' }), quietly);
    const logs = await bench.engine.logs(ADA, SHOP, 2);
    expect(logs.map(({ lines }) => lines)).toEqual([
      ['two', 'three'],
      ['two', 'three'],
    ]);
    expect(logs[0]?.pod).toMatch(/^shop-/);
  });
});

describe('where the message about a deploy is', () => {
  it('is kept for whoever goes on with it', async () => {
    await using bench = await startBench({ tickMs: 30 });
    const { engine, cluster, told, onProgress } = bench;
    const deploy = engine.deploy(ask({ version: '1', id: 'x' }), onProgress);
    await cluster.waitFor('Lease', 'exemplar-staging/deploy-shop', () => true);
    cluster.conflict(3, ({ method, url }) => method === 'PUT' && url.includes('/leases/'));
    await bench.another().keepMessage(SHOP, 'x', 'C1/99');
    expect(await deploy).toMatchObject({ phase: 'live', message: 'C1/99' });
    await until(() => told.at(-1)?.message === 'C1/99');
    await engine.keepMessage(SHOP, 'x', 'too late');
    await engine.keepMessage(PRODUCTION, 'x', 'nowhere');
    expect(cluster.get('Lease', 'exemplar-production/deploy-shop')).toBeUndefined();
  });
});
