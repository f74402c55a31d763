import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { jest } from '@jest/globals';

import { createLogger } from '@exemplar/logging';
import { captureStream } from '@exemplar/testing';
import { type FakeCluster, startFakeCluster } from '@exemplar/testing/kubernetes';
import { type Registry, startRegistry } from '@exemplar/testing/registry';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import { manifestText } from '../manifests/manifest-text.ts';
import { renderService } from '../manifests/render-service.ts';
import { filesOn } from '../workspace/files.ts';
import { createAskPerson } from './ask-person.ts';
import { deploy } from './deploy.ts';

const TIMES = { settleMs: 50, patienceMs: 100, deadlineMs: 3000, lookMs: 50, leaseMs: 3000, renewMs: 200 };
const ROOT = 'apps/user-auth';
const RULES = `
people:
  ada: { terminal: ada }
environments:
  staging: { roles: { deployer: [everyone], maintainer: [ada] } }
  production: { roles: { deployer: [ada] }, confirm: { by: asker } }
`;

describe('deploying from a terminal', () => {
  let workspaceRoot: string;
  let cluster: FakeCluster;
  let registry: Registry;
  let asked: string[];
  const kubeconfig = process.env.KUBECONFIG;

  const write = (file: string, text: string): void => {
    mkdirSync(join(workspaceRoot, file, '..'), { recursive: true });
    writeFileSync(join(workspaceRoot, file), text);
  };
  /** @returns its image's digest */
  const release = (version: string, subject = `Make ${version}`): RegExp => {
    const files = filesOn(workspaceRoot);
    const [service, platform] = [readService(ROOT, files), readPlatform(files)];
    const { image: made } = registry.release({
      service: 'user-auth',
      version,
      subject,
      manifests: (image) => {
        const made = { version, commit: version, cause: subject, image };
        const text = (environment: string) =>
          manifestText(renderService(service, environment, platform, made), 'a spec');
        return { staging: text('staging'), production: text('production') };
      },
    });
    return new RegExp(String(made.split('@')[1]));
  };
  const run = async (words: readonly string[], { answer = true, signal = new AbortController().signal } = {}) => {
    const lines: string[] = [];
    const surroundings = {
      workspaceRoot,
      env: {},
      print: (line: string) => lines.push(line),
      ask: (question: string) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
      login: 'ada',
      logger: createLogger({ service: 'a spec', version: '1', output: captureStream().stream }),
      signal,
      times: TIMES,
    };
    await deploy(ROOT, [...words, `--registry=${registry.base}`], surroundings).catch((error: unknown) =>
      lines.push(String(error)),
    );
    return lines.join('\n').split('\n');
  };
  const staging = (...words: readonly string[]) => run(['--env=staging', ...words]);

  beforeEach(async () => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    asked = [];
    cluster = await startFakeCluster({
      namespaces: ['exemplar-staging', 'exemplar-production'],
      without: ['monitoring.coreos.com/v1'],
      tickMs: 2,
    });
    registry = await startRegistry();
    process.env.KUBECONFIG = cluster.kubeconfigFile;
    write('k8s/platform.yaml', readFileSync(join(import.meta.dirname, '../../../k8s/platform.yaml'), 'utf8'));
    write('k8s/deploy-rules.yaml', RULES);
    write(`${ROOT}/service.yaml`, serviceYaml());
    write(`${ROOT}/project.json`, '{}');
    release('2026.11.23-1a2b3c4d');
  });

  afterEach(async () => {
    if (kubeconfig === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = kubeconfig;
    await cluster.close();
    await registry.close();
    rmSync(workspaceRoot, { recursive: true });
  });

  it('brings the newest release to life, and tells each step once', async () => {
    const printed = await staging();
    expect(printed.slice(0, 2)).toEqual(['deploy user-auth nothing → 2026.11.23-1a2b3c4d in staging', 'Applying it']);
    expect(printed).toContain('Left out, as the cluster does not know it: the PodMonitor (monitoring.coreos.com/v1)');
    expect(printed).toContain('2 of 2 pods are ready: watching whether they stay up');
    expect(printed.at(-1)).toMatch(/^user-auth 2026\.11\.23-1a2b3c4d is live in staging, after \d+\.\d s\.$/);
  });

  it('goes back where a release fails, says why, and shows what can be looked at', async () => {
    await staging();
    expect(await staging('--logs')).toContainEqual(expect.stringMatching(/^user-auth-[\w-]+:$/));
    const image = release('2026.11.24-2b3c4d5e');
    cluster.behaves({ image, pods: 'crash', exitCode: 78, log: ['PORT must be a number'] });
    const failed = await staging('--release=2026.11.24-2b3c4d5e', '--reason=Try it');
    expect(failed).toEqual(
      expect.arrayContaining([
        'The container ended with exit code 78: a setting is wrong.',
        '  PORT must be a number',
        'It failed: going back',
      ]),
    );
    expect(failed.at(-2)).toMatch(
      /24-2b3c4d5e failed in staging; 2026\.11\.23-1a2b3c4d serves again, after \d+\.\d s\.$/,
    );
    expect(failed.at(-1)).toBe('Error: It ended: rolled-back.');
    expect((await staging('--history'))[0]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d ada deploy 2026\.11\.23-1a2b3c4d → 2026\.11\.24-2b3c4d5e rolled-back \d+\.\d s: The container ended/,
    );
    const status = await run(['--status']);
    expect(status).toContain('user-auth in staging: 2026.11.23-1a2b3c4d Make 2026.11.23-1a2b3c4d (2 of 2 pods)');
    expect(status).toContain('user-auth in production: nothing runs (0 of 0 pods)');
    expect(status).toContainEqual(expect.stringMatching(/^ {2}refused: 2026\.11\.24-2b3c4d5e\. The container/));
    expect(await staging('--release=2026.11.24-2b3c4d5e')).toEqual([expect.stringMatching(/ is refused in staging/)]);
    cluster.behaves({ image, pods: 'ready' });
    expect((await staging('--release=2026.11.24-2b3c4d5e', '--force')).at(-1)).toMatch(/ is live in staging/);
  });

  it('shows a difference, and rolls back what is live', async () => {
    await staging();
    write(`${ROOT}/service.yaml`, serviceYaml().replace(/LOG_LEVEL: .*/, 'LOG_LEVEL: debug'));
    release('2026.11.24-2b3c4d5e', 'Say more');
    const diff = await staging('--diff');
    expect(diff[0]).toBe('2026.11.23-1a2b3c4d → 2026.11.24-2b3c4d5e');
    expect(diff).toContain('commits:');
    expect(diff).toContainEqual(expect.stringMatching(/^ {2}2026\.11\.24-2b3c4d5e Say more \(/));
    await staging();
    expect(await staging('--diff', '--release=2026.11.23-1a2b3c4d')).toContain('commits that are undone:');
    expect(await staging('--diff')).toEqual(expect.arrayContaining(['image: the same', 'commits: none']));
    expect((await staging('--rollback')).at(-1)).toMatch(/^user-auth 2026\.11\.23-1a2b3c4d is live in staging/);
  });

  it('asks before anything is done in production, and does nothing without a yes', async () => {
    const words = ['--env=production', '--release=2026.11.23-1a2b3c4d'];
    const refused = await run(words, { answer: false });
    expect(refused.at(-1)).toMatch(/^Error: Nothing was done: nobody said yes/);
    expect(asked).toEqual(['deploy user-auth 2026.11.23-1a2b3c4d in production?']);
    expect(cluster.list('Deployment')).toEqual([]);
    expect((await run(words)).at(-1)).toMatch(/ is live in production/);
    const once = await run([...words, '--rollback', '--yes']);
    expect(once.at(-1)).toMatch(/runs in production already/);
    expect(asked).toHaveLength(2);
  });

  it('tries a release with a part of the requests', async () => {
    write(`${ROOT}/service.yaml`, serviceYaml().replace(/exposure: .*/, 'exposure: public'));
    release('2026.11.25-00000001');
    await staging();
    release('2026.11.26-00000002');
    expect((await staging('--canary=20')).at(-1)).toMatch(/26-00000002 takes 20 % of the requests in staging, after/);
    expect(await staging('--status')).toContain('  canary: 2026.11.26-00000002 takes 20 %, by ada');
    expect((await staging('--withdraw')).at(-1)).toBe(
      'The canary 2026.11.26-00000002 of user-auth is gone from staging.',
    );
    await staging('--canary=20');
    expect((await staging('--promote')).at(-1)).toMatch(/26-00000002 is live in staging/);
    expect(await staging('--canary=much')).toEqual([
      expect.stringMatching(/1 to 99 per cent of the requests, not NaN/),
    ]);
  });

  it('locks a service, or all', async () => {
    expect(await staging('--lock', '--reason=A leak')).toEqual(['user-auth is locked in staging until `--unlock`.']);
    expect(await staging()).toEqual([
      expect.stringMatching(/user-auth is locked in staging by ada since .*: A leak\./),
    ]);
    expect(await staging('--status')).toContain('  locked by ada for 0 min: A leak');
    expect(await staging('--unlock')).toEqual(['user-auth is no longer locked in staging. It was by ada: A leak']);
    expect(await staging('--lock', '--all')).toEqual(['all is locked in staging until `--unlock`.']);
    cluster.change('Lease', 'exemplar-staging/lock-all', (lease) => ({
      ...lease,
      metadata: {
        ...lease.metadata,
        annotations: JSON.parse(
          JSON.stringify(lease.metadata.annotations).replace(/\d{4}(?=-\d\d-\d\dT)/, '2020'),
        ) as object,
      },
    }));
    expect(await staging('--status')).toContainEqual(expect.stringMatching(/^ {2}locked by ada for \d+ h$/));
  });

  it('says when nothing is deployed', async () => {
    const always = '{ reason: A rest, from: 2020-01-01T00:00:00Z, until: 2999-01-01T00:00:00Z }';
    write(
      'k8s/deploy-rules.yaml',
      RULES.replace('maintainer: [ada] } }', `maintainer: [ada] }, freezes: [${always}] }`),
    );
    expect(await staging()).toEqual([expect.stringMatching(/staging is frozen: A rest/)]);
    expect(await staging('--status')).toContainEqual(expect.stringMatching(/^ {2}frozen: A rest/));
  });

  it('lets go of a deploy when it is interrupted, and takes it up again', async () => {
    cluster.behaves({ pods: 'ready', after: 400 });
    const interrupted = new AbortController();
    const deploying = run(['--env=staging'], { signal: interrupted.signal });
    await cluster.waitFor('Pod', '', () => false, 1).catch(() => undefined);
    await cluster.waitFor('Deployment', 'exemplar-staging/user-auth', () => true);
    expect((await staging('--status')).join()).toMatch(/under way: deploy 2026\.11\.23-1a2b3c4d by ada, /);
    interrupted.abort();
    expect((await deploying).slice(-2)).toEqual([
      'user-auth in staging was let go of: the deploy bot goes on with it, or `npx nx deploy user-auth --env=staging --resume`.',
      'Error: It ended: handed-over.',
    ]);
    cluster.behaves({ pods: 'ready' });
    const resumed = await staging('--resume');
    expect(resumed).toContain('The process that began it is gone: another took it up.');
    expect(resumed.at(-1)).toBe('Nothing of user-auth is under way in staging.');
    expect(resumed.at(-2)).toMatch(/ is live in staging/);
    expect(await staging('--resume')).toEqual(['Nothing of user-auth is under way in staging.']);
  });

  it.each([
    [[], /--env is missing\.\nUsage: npx nx deploy/],
    [['--env=test'], /There is no environment "test"\. There are: staging, production/],
    [['--env=staging', '--versoin=1'], /Unknown option '--versoin'/],
    [['--env=staging', '--rollback', '--promote'], /--rollback and --promote are two things: say one/],
    [['--env=staging', '--release=9'], /9/],
    [['--env=staging', '--context=fke'], /The kubeconfig has no context "fke"\. Did you mean fake\?/],
  ])('refuses %j, with a sentence', async (words, sentence) => {
    expect((await run(words)).join('\n')).toMatch(sentence);
  });

  it('wants rules, and right ones', async () => {
    write('k8s/deploy-rules.yaml', RULES.replace('[ada]', '[adda]'));
    expect((await staging()).join()).toMatch(
      'k8s/deploy-rules.yaml:5: environments.staging.roles.maintainer.0 is "adda". Nobody is called so here. Did you mean ada?',
    );
    rmSync(join(workspaceRoot, 'k8s/deploy-rules.yaml'));
    expect((await staging()).join()).toMatch('k8s/deploy-rules.yaml is missing.');
  });

  it('shows what it can of what nobody deployed', async () => {
    expect(await staging('--history')).toEqual(['Nothing was deployed here yet.']);
    expect(await staging('--logs')).toEqual(['No pod is there.']);
    expect((await staging('--diff')).slice(0, 2)).toEqual([
      'nothing → 2026.11.23-1a2b3c4d',
      expect.stringMatching(/^image: none → /),
    ]);
  });

  it('is a program', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue();
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    const { argv, exitCode } = process;
    process.argv = [...argv.slice(0, 2), join(import.meta.dirname, '../../../apps/metadata-scraper')];
    process.argv.push('--env=test', '--history');
    await import('./main.ts');
    process.emit('SIGINT');
    expect(process.exitCode).toBe(1);
    Object.assign(process, { argv, exitCode });
    expect(complain).toHaveBeenCalledWith(expect.stringMatching(/There is no environment "test"/));
    expect(print).not.toHaveBeenCalled();
  });
});

describe('a person at a terminal', () => {
  const answered = async (answer: string | null, isTTY = true): Promise<boolean> => {
    const input = Object.assign(new PassThrough(), { isTTY });
    const asking = createAskPerson(input, new PassThrough())('Well?', answer === null ? 10 : 5000);
    if (answer !== null) input.write(`${answer}\n`);
    return asking;
  };

  it.each([
    ['y', true],
    ['Yes', true],
    ['', false],
    ['no', false],
    ['yesterday', false],
  ])('that answers %j is understood', async (answer, is) => {
    expect(await answered(answer)).toBe(is);
  });

  it('has to answer in time, and to be there', async () => {
    expect(await answered(null)).toBe(false);
    expect(await answered('y', false)).toBe(false);
  });
});
