import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';
import { deploy } from './deploy.ts';

const TODAY = ['v1', 'apps/v1', 'networking.k8s.io/v1', 'policy/v1', 'autoscaling/v2', 'monitoring.coreos.com/v1'];

/** A cluster whose Deployment is in one state after the other, and then stays in the last. */
interface Cluster {
  readonly states?: readonly object[];
  readonly pods?: readonly object[];
  readonly apiVersions?: readonly string[];
  readonly minor?: string;
  readonly log?: string;
}

const state = (updated: number, replicas: number, available: number, more: object = {}) => ({
  metadata: { generation: 2 },
  spec: { replicas: 2 },
  status: {
    observedGeneration: 2,
    replicas,
    updatedReplicas: updated,
    availableReplicas: available,
    ...more,
  },
});
const DONE = state(2, 2, 2);
const STUCK = state(1, 3, 2, { conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }] });

const pod = (container: object, more: object = {}) => ({
  metadata: { name: 'user-auth-1' },
  status: { containerStatuses: [{ image: 'r/user-auth:1', restartCount: 0, ready: false, ...container }], ...more },
});

const kubectl = ({ states = [DONE], pods = [], apiVersions = TODAY, minor = '32', log = '' }: Cluster): string => `
  const { readFileSync, existsSync } = require('node:fs');
  const [verb, kind] = words;
  const calls = readFileSync(process.argv[1] + '.calls', 'utf8').split('\\n');
  const states = ${JSON.stringify(states)};
  const seen = calls.filter((line) => line.startsWith('["get","deployment"')).length;
  const answers = {
    version: () => JSON.stringify({ serverVersion: { minor: '${minor}' } }),
    'api-versions': () => ${JSON.stringify(apiVersions.join('\n'))},
    apply: () => { record({ applied: readFileSync(0, 'utf8') }); return 'deployment.apps/user-auth serverside-applied'; },
    get: () => JSON.stringify(kind === 'pods' ? { items: ${JSON.stringify(pods)} } : states[Math.min(seen, states.length) - 1]),
    logs: () => ${JSON.stringify(log)} || (console.error('no log'), process.exit(1)),
  };
  console.log(answers[verb]());`;

describe('deploying', () => {
  let workspaceRoot: string;

  const run = async (cluster: Cluster, ...words: readonly string[]): Promise<string> => {
    rmSync(join(workspaceRoot, 'kubectl.calls'), { force: true });
    standInProgram(workspaceRoot, 'kubectl', kubectl(cluster));
    const lines: string[] = [];
    let clock = 0;
    await deploy('apps/user-auth', words, {
      workspaceRoot,
      env: { PATH: workspaceRoot },
      print: (line) => lines.push(line),
      now: () => (clock += 1500),
      everyMs: 1,
    }).catch((error: unknown) => lines.push(String(error)));
    return lines.join('\n');
  };
  const staging = (cluster: Cluster) => run(cluster, '--env=staging', '--release=2026.11.23-1a2b3c4d');
  const calls = (): string => readFileSync(join(workspaceRoot, 'kubectl.calls'), 'utf8');

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(workspaceRoot, 'k8s'));
    mkdirSync(join(workspaceRoot, 'apps/user-auth'), { recursive: true });
    const platform = readFileSync(join(import.meta.dirname, '../../../k8s/platform.yaml'), 'utf8');
    writeFileSync(join(workspaceRoot, 'k8s/platform.yaml'), platform);
    writeFileSync(join(workspaceRoot, 'apps/user-auth/service.yaml'), serviceYaml());
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  it('applies the version in its own name, tells each step once, and how long it took', async () => {
    const behind = { ...state(0, 2, 2), status: { observedGeneration: 1 } };
    const printed = await staging({ states: [behind, behind, state(1, 3, 2), DONE] });
    expect(printed.split('\n')).toEqual([
      'deployment.apps/user-auth serverside-applied',
      'Waiting for the cluster',
      '1 of 2 pods are new, 2 old; 2 of all are available',
      '2 of 2 pods are new, 0 old; 2 of all are available',
      'user-auth 2026.11.23-1a2b3c4d runs in exemplar-staging, after 1.5 s.',
    ]);
    expect(calls()).toContain('"--server-side","--force-conflicts","--field-manager=nx-deploy"');
    expect(calls()).toContain('image: registry.example.com/exemplar/user-auth:2026.11.23-1a2b3c4d');
    expect(calls()).toContain('commit: 1a2b3c4d');
    expect(calls()).toContain('sleep:');
  });

  it('goes to another context, and takes another registry', async () => {
    await run({}, '--env=staging', '--release=1', '--context=b', '--registry=localhost:5000');
    expect(calls()).toContain('["api-versions","--context","b"]');
    expect(calls()).toContain('image: localhost:5000/user-auth:1');
  });

  it('leaves out what the cluster does not know, and says so', async () => {
    const printed = await staging({ apiVersions: ['v1', 'apps/v1', 'networking.k8s.io/v1'], minor: '20+' });
    expect(printed.match(/(?<=does not know it: ).*/g)).toEqual([
      'the HorizontalPodAutoscaler (autoscaling/v2)',
      'the PodDisruptionBudget (policy/v1)',
      'the PodMonitor (monitoring.coreos.com/v1)',
      "the pause before a pod's end (preStop.sleep, Kubernetes 1.30)",
      "the spread of one version's pods alone (matchLabelKeys, Kubernetes 1.27)",
    ]);
    expect(calls()).not.toMatch(/PodMonitor|sleep:|matchLabelKeys/);
  });

  it.each([
    [
      'an image that is not there',
      pod({ state: { waiting: { reason: 'ErrImagePull', message: 'not found' } } }),
      'The image r/user-auth:1 cannot be pulled (not found). Was it pushed?',
    ],
    [
      'a secret that is missing',
      pod({ state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "user-auth" not found' } } }),
      'The container cannot be made: secret "user-auth" not found',
    ],
    [
      'too little memory',
      pod({ state: { terminated: { reason: 'OOMKilled', exitCode: 137 } } }),
      'The container was killed for using more memory than resources.memory.limit in service.yaml.',
    ],
    [
      'no room on a node',
      pod({}, { conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes: Insufficient cpu.' }] }),
      'No node takes the pod: 0/1 nodes: Insufficient cpu.',
    ],
    [
      'a crash',
      pod({ restartCount: 2, lastState: { terminated: { exitCode: 78 } } }),
      'The container ended with exit code 78.',
    ],
    ['a probe that fails', pod({ state: { running: {} } }), 'The container runs, and /readyz does not answer 200.'],
  ])('fails for %s, and says so', async (_, troubled, sentence) => {
    const printed = await staging({ states: [STUCK], pods: [troubled, pod({ ready: true, state: { running: {} } })] });
    expect(printed).toContain(sentence);
    expect(printed).toMatch(
      /user-auth 2026.11.23-1a2b3c4d did not come up in exemplar-staging. The pods of before go on.$/,
    );
  });

  it('tells a trouble as soon as there is one, but not that a pod only just starts', async () => {
    const missing = pod({ state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } });
    const starting = pod({ state: { running: {} } });
    const printed = await staging({ states: [state(1, 3, 2), DONE], pods: [missing, starting, { status: {} }, {}] });
    expect(printed).toContain('Was it pushed?\n2 of 2 pods are new');
    expect(printed).not.toContain('/readyz');
  });

  it('shows the last lines of a crashed run, or says why it cannot', async () => {
    const crashed = pod({ restartCount: 1, lastState: { terminated: { exitCode: 78 } } });
    const log = 'PORT must be a number';
    expect(await staging({ states: [STUCK], pods: [crashed], log })).toContain(`The last lines of its log:\n${log}\n`);
    expect(calls()).toContain('"--tail=10","--previous"');
    expect(await staging({ states: [STUCK], pods: [crashed] })).toContain(
      'Its log cannot be read: kubectl logs failed',
    );
  });

  it('says why the cluster makes no pods', async () => {
    const conditions = [{ type: 'ReplicaFailure', status: 'True', message: 'no PriorityClass' }];
    expect(await staging({ states: [state(0, 2, 2, { conditions }), DONE] })).toContain('Pods cannot be made: no Prio');
  });

  it('waits for a cluster that has no figures yet', async () => {
    const bare = { metadata: { generation: 2 }, spec: { replicas: 2 }, status: { observedGeneration: 2 } };
    expect(await staging({ states: [bare, { ...bare, status: undefined }, DONE] })).toContain('0 of 2 pods are new');
  });

  it.each([
    [[], /--env is missing.\nUsage: npx nx deploy/],
    [['--env=test'], /There is no environment "test"/],
    [['--env=staging', '--force'], /Unknown option '--force'/],
    [['--env=staging'], /A version is wanted/],
    [['--env=production', '--release=2026.11.23-1a2b3c4d-dirty'], /has changes that no commit holds/],
  ])('refuses %j, with a sentence', async (words, sentence) => {
    expect(await run({}, ...words)).toMatch(sentence);
  });

  it('tries in staging what no commit holds', async () => {
    expect(await run({}, '--env=staging', '--release=2026.11.23-1a2b3c4d-dirty')).toContain('-dirty runs in');
  });

  it('is a program, which takes the version of the checkout, and why it was made', async () => {
    standInProgram(workspaceRoot, 'kubectl', kubectl({ apiVersions: [...TODAY, 'gateway.networking.k8s.io/v1'] }));
    const print = jest.spyOn(console, 'log').mockReturnValue();
    const { argv, exitCode } = process;
    const { PATH } = process.env;
    process.argv = [...argv.slice(0, 2), join(import.meta.dirname, '../../../apps/metadata-scraper')];
    process.argv.push('--env=staging');
    process.env.PATH = `${workspaceRoot}:${String(PATH)}`;
    await import('./main.ts');
    process.env.PATH = PATH;
    expect(process.exitCode).toBe(0);
    Object.assign(process, { argv, exitCode });
    expect(print.mock.lastCall).toEqual([
      expect.stringMatching(/^metadata-scraper [\d.]+-[\da-f]{8}(-dirty)? runs in/),
    ]);
    expect(calls()).toMatch(/commit: [\da-f]{40}/);
    expect(calls()).not.toContain('Deployed 20');
  });
});
