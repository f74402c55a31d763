import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { logLine, logWorkspace, NOW, sooner } from '../../fixtures/log-workspace.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';

/** kubectl over a file that says which pods there are and what they logged; a test may change it at any time. */
const KUBECTL = `
  const { readFileSync } = require('node:fs');
  const [verb, name] = words;
  const cluster = () => JSON.parse(readFileSync(process.argv[1].replace('kubectl', 'cluster.json'), 'utf8'));
  const fail = (why) => { console.error(why); process.exit(1); };
  if (verb === 'get') {
    const { pods } = cluster();
    if (typeof pods === 'string') fail(pods);
    console.log(JSON.stringify({ items: pods }, null, 2));
  } else {
    const key = words.includes('--previous') ? name + ' before' : name;
    if (cluster().logs[key] === undefined) fail('no log of ' + key);
    let printed = 0;
    const print = () => {
      const { logs, ended = [] } = cluster();
      for (const line of logs[key].slice(printed)) console.log(line);
      printed = logs[key].length;
      if (!words.includes('--follow') || ended.includes(key)) process.exitCode = 0;
      else setTimeout(print, 5);
    };
    print();
  }`;

const pod = (name: string, restartCount = 0, state: object = { running: {} }, more: object = {}) => {
  const service = name.replace(/-\w+-\w+$/, '');
  return {
    metadata: { name, labels: { 'app.kubernetes.io/name': service } },
    status: { containerStatuses: [{ name: service, restartCount, state, ...more }] },
  };
};
const A = 'user-auth-7d9f-aaaaa';
const B = 'user-auth-7d9f-bbbbb';

/** A line as kubectl prints it, with when the node got it. */
const stamped = (second: number, message: string, more: object = {}): string =>
  `${new Date(NOW - 60_000 + second * 1000).toISOString().replace('Z', '000001Z')} ${logLine(second, message, more)}`;

describe('the log of a service in a cluster', () => {
  let workspace: ReturnType<typeof logWorkspace>;

  interface Cluster {
    readonly pods?: readonly object[] | string;
    readonly logs?: Readonly<Record<string, readonly string[]>>;
    readonly ended?: readonly string[];
  }
  const setCluster = ({ pods = [], logs = {}, ended = [] }: Cluster): void => {
    workspace.write('cluster.json', JSON.stringify({ pods, logs, ended }));
  };
  const printed = async (...words: readonly string[]): Promise<readonly string[]> => {
    await workspace.printLogs(['--env=staging', ...words]);
    return workspace.printed().trimEnd().split('\n');
  };
  const calls = (): string => readFileSync(join(workspace.root, 'kubectl.calls'), 'utf8');
  const seen = (): readonly string[] => workspace.printed().match(/\w+$/gm) ?? [];

  beforeEach(() => {
    workspace = logWorkspace();
    standInProgram(workspace.root, 'kubectl', KUBECTL);
  });

  afterEach(() => {
    workspace.remove();
  });

  it('is that of all its pods in the order of time, by the clocks of their nodes', async () => {
    const forward = `${stamped(3, 'x').split(' ', 1).join('')} ${logLine(2000, 'clock jumped')}`;
    setCluster({
      pods: [pod(A), pod(B), pod('user-auth-7d9f-ccccc', 0, { waiting: {} }), { metadata: {}, status: {} }],
      logs: { [A]: [stamped(1, 'one'), forward, stamped(5, 'five')], [B]: [stamped(2, 'two'), stamped(4, 'four')] },
    });
    expect(await printed('--context=b')).toEqual([
      'aaaaa 01.000 info  one',
      'bbbbb 02.000 info  two',
      'aaaaa 20.000 info  clock jumped',
      'bbbbb 04.000 info  four',
      'aaaaa 05.000 info  five',
    ]);
    expect(calls()).toContain(
      '"shop-staging","--selector","app.kubernetes.io/name=user-auth","--output=json","--context","b"]',
    );
    expect(calls()).toContain('"--container","user-auth","--timestamps","--since=600s"');
  });

  it('has what a container wrote before it crashed, once, and what kubectl remarks', async () => {
    const before = [stamped(1, 'last words')];
    setCluster({
      pods: [pod(A, 1), pod(B, 2, { waiting: {} }, { lastState: { terminated: {} } })],
      logs: { [`${A} before`]: before, [A]: [...before, 'failed to watch the file', stamped(2, 'again')], [B]: [] },
    });
    expect(await printed('--since=1m')).toEqual([
      'aaaaa 01.000 info  last words',
      'aaaaa failed to watch the file',
      'aaaaa 02.000 info  again',
    ]);
    expect(calls()).toContain('"--since=60s","--previous"');
    expect(workspace.complaints).toEqual([]);
  });

  it('leaves out a pod whose log cannot be read, and says so', async () => {
    setCluster({ pods: [pod(A), pod(B)], logs: { [B]: [stamped(1, 'hello')] } });
    expect(await printed()).toEqual(['bbbbb 01.000 info  hello']);
    expect(workspace.complaints).toEqual([`The log of ${A} cannot be read on. kubectl logs failed:\nno log of ${A}`]);
  });

  it('says that there is no pod, and why the cluster does not tell', async () => {
    setCluster({});
    await printed('--request=8f14e45f');
    expect(workspace.complaints).toEqual([
      'No pod with app.kubernetes.io/part-of=shop,app.kubernetes.io/component=service has a log in shop-staging.',
      'There is no such line.',
    ]);
    setCluster({ pods: 'error: You must be logged in to the server' });
    await expect(printed()).rejects.toThrow('kubectl get failed:\nerror: You must be logged in to the server');
  });

  it("is of a request in all services, by the request's trace, however far back", async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const requestId = '8f14e45f-ea8f-4a61-9d4e-6e1d2d0d3c5b';
    setCluster({
      pods: [pod(A), pod('mailer-5c4d-ddddd')],
      logs: {
        [A]: [stamped(1, 'other', { requestId: 'b', traceId: 'c' }), stamped(4, 'sent', { requestId, traceId })],
        'mailer-5c4d-ddddd': [
          stamped(2, 'mail', { service: 'mailer', requestId: 'd', traceId }),
          stamped(3, 'other', { service: 'mailer', requestId: 'e', traceId: 'f' }),
          `${String(stamped(5, '').split(' ')[0])} crashed at ${requestId}`,
        ],
      },
    });
    expect(await printed('--request=#8f14e45f')).toEqual([
      'mailer ddddd 02.000 info  mail                             #d',
      'user-auth aaaaa 04.000 info  sent                             #8f14e45f',
      `mailer ddddd    crashed at ${requestId}`,
    ]);
    expect(calls()).toContain('"app.kubernetes.io/part-of=shop,app.kubernetes.io/component=service"');
    expect(calls()).not.toContain('--since');
  });

  it('is of all services where none is named', async () => {
    setCluster({
      pods: [pod(A), pod('shop-1a2b-ccccc')],
      logs: { [A]: [stamped(2, 'let in')], 'shop-1a2b-ccccc': [stamped(1, 'asked', { service: 'shop' })] },
    });
    await workspace.printLogs(['--env=staging'], undefined, 'tools');
    expect(workspace.printed()).toMatch(
      /^shop +ccccc +01\.000 info {2}asked\nuser-auth +aaaaa +02\.000 info {2}let in\n$/,
    );
    expect(calls()).toContain('app.kubernetes.io/component=service');
  });

  it('is followed, while pods come, crash and go', async () => {
    const logs: Record<string, string[]> = { [A]: [stamped(1, 'one')] };
    setCluster({ pods: [pod(A)], logs });
    const end = workspace.printLogs(['--env=staging', '--follow']);
    await sooner(() => seen().includes('one'));

    logs[B] = [stamped(2, 'two')];
    setCluster({ pods: [pod(A), pod(B)], logs });
    await sooner(() => seen().includes('two'));

    Object.assign(logs, { [`${A} before`]: [stamped(1, 'one'), stamped(3, 'three')], [A]: [stamped(4, 'four')] });
    setCluster({ pods: [pod(A, 1), pod(B, 0, { terminated: {} })], logs, ended: [A, B] });
    await sooner(() => seen().includes('four'));

    setCluster({ pods: 'E1123 17:16:41.5 memcache.go:265] "Unhandled Error"\nthe connection was refused', logs });
    await sooner(() => workspace.complaints.length > 0);
    setCluster({
      pods: [pod('user-auth-7d9f-ccccc')],
      logs: { ...logs, 'user-auth-7d9f-ccccc': [stamped(5, 'five')] },
    });
    await sooner(() => seen().includes('five'));
    workspace.stop();
    await end;
    expect(seen()).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(workspace.complaints).toEqual(['kubectl get failed:\nthe connection was refused']);
    expect(calls()).toContain('"--since-time=2026-01-02T11:59:01.000000001Z","--previous"');
  });
});
