import { EventEmitter } from 'node:events';

import { z } from 'zod';

import {
  captureStream,
  freePort,
  respond,
  startOrigin,
  startSentryReceiver,
  startService as startOnFreePorts,
  until,
} from '@exemplar/testing';

import { ConfigError } from '../config/config-error.ts';
import { setting } from '../config/setting.ts';
import { defineRoute } from '../routes/route.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { type RunningService, type StartOptions, startService } from './start-service.ts';

const answers = { 200: { description: 'Fine.' } };
const settings = { GREETING: setting.string({ default: 'hello', description: 'What it says.' }) };

type Settings = typeof settings;

const greet = (text: string) =>
  defineRoute({ method: 'GET', path: '/greeting', summary: 'Greets', answers, handler: () => ({ text }) });

const definition: ServiceDefinition<Settings, undefined> = {
  name: 'greeter',
  description: 'It greets.',
  settings,
  routes: (_, { config }) => [greet(config.GREETING)],
};

describe('startService', () => {
  let running: RunningService<Settings> | undefined;
  const events = new EventEmitter();
  let logs = captureStream();
  let errors = captureStream();
  let exits: number[] = [];

  beforeEach(() => {
    logs = captureStream();
    errors = captureStream();
    exits = [];
    running = undefined;
  });

  afterEach(async () => {
    await running?.stop();
  });

  const options = (): StartOptions => ({
    argv: [],
    output: logs.stream,
    errorOutput: errors.stream,
    exit: (code) => exits.push(code),
    events,
  });

  const start = async (
    env: Record<string, string> = {},
    parts: Partial<ServiceDefinition<Settings, undefined>> = {},
  ): Promise<RunningService<Settings>> => {
    running = await startOnFreePorts(
      (given) => startService({ ...definition, ...parts }, { ...options(), env: given }),
      env,
    );
    return running;
  };

  const messages = (): readonly unknown[] => logs.json().map(({ message }) => message);

  it('serves the routes on one port and what operators need on another', async () => {
    const { url, adminUrl, config } = await start({ GREETING: 'hi' });
    const greeting = await fetch(`${url}/greeting`);
    const metrics = await fetch(`${adminUrl}/metrics`);

    expect(await greeting.json()).toEqual({ text: 'hi' });
    expect(config.GREETING).toBe('hi');
    expect((await fetch(`${adminUrl}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(404);
    expect((await fetch(`${adminUrl}/greeting`)).status).toBe(404);
    expect(await metrics.text()).toContain('route="/greeting"');
  });

  it('describes the API', async () => {
    const { url } = await start();

    expect(await (await fetch(`${url}/openapi.json`)).json()).toMatchObject({
      info: { title: 'greeter', version: '0.0.0-dev', description: 'It greets.' },
      paths: { '/greeting': {} },
    });
    expect(await (await fetch(`${url}/docs`)).text()).toContain(`curl &#39;${url}/greeting&#39;`);
  });

  it('asks for keys where there are any, but for its description', async () => {
    const { url } = await start({ API_KEYS: 'alpha', RATE_LIMIT_PER_MINUTE: '100' });

    expect((await fetch(`${url}/greeting`)).status).toBe(401);
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    expect((await fetch(`${url}/greeting`, { headers: { 'x-api-key': 'alpha' } })).status).toBe(200);
  });

  it('tells version and build', async () => {
    process.env.BUILD_VERSION = '3.2.1';
    process.env.BUILD_COMMIT = 'abcdef';
    process.env.BUILD_TIME = '2026-01-02T03:04:05Z';
    process.env.BUILD_OWNER = 'welcome';
    try {
      const { adminUrl } = await start();
      expect(await (await fetch(`${adminUrl}/info`)).json()).toMatchObject({
        name: 'greeter',
        owner: 'welcome',
        version: '3.2.1',
        commit: 'abcdef',
        buildTime: '2026-01-02T03:04:05Z',
      });
    } finally {
      delete process.env.BUILD_VERSION;
      delete process.env.BUILD_COMMIT;
      delete process.env.BUILD_TIME;
      delete process.env.BUILD_OWNER;
    }
  });

  it('says where to look when people read its log', async () => {
    const { url, adminUrl } = await start({ LOG_FORMAT: 'pretty' });
    const text = logs.text();

    for (const address of [`${url}/`, `${url}/docs`, `${adminUrl}/metrics`, `${adminUrl}/readyz`]) {
      expect(text).toContain(address);
    }
  });

  it('writes for people on a terminal', async () => {
    Object.assign(logs.stream, { isTTY: true });
    const { url } = await start();

    expect(logs.text()).toContain(`${url}/docs`);
  });

  it('writes JSON, without the hints, anywhere else', async () => {
    await start();

    expect(messages()).toEqual(['Ready']);
  });

  it('lives but is not ready while it opens', async () => {
    const adminPort = await freePort();
    const statuses: number[] = [];
    await start(
      { ADMIN_PORT: String(adminPort) },
      {
        open: async () => {
          for (const path of ['livez', 'readyz']) {
            statuses.push((await fetch(`http://127.0.0.1:${adminPort}/${path}`)).status);
          }
          return undefined;
        },
      },
    );

    expect(statuses).toEqual([200, 503]);
  });

  it('reports bugs to where SENTRY_DSN says', async () => {
    await using receiver = await startSentryReceiver();
    process.env.BUILD_OWNER = 'welcome';
    const { url } = await start(
      { SENTRY_DSN: receiver.dsn, SENTRY_ENVIRONMENT: 'staging' },
      {
        routes: () => [
          defineRoute({
            method: 'GET',
            path: '/bug',
            summary: 'Bug',
            answers,
            handler: () => {
              throw new Error('a bug');
            },
          }),
        ],
      },
    );
    await fetch(`${url}/bug`);
    const event = await receiver.waitForEvent();
    delete process.env.BUILD_OWNER;

    expect(event).toMatchObject({
      environment: 'staging',
      tags: { service: 'greeter', owner: 'welcome', route: '/bug' },
      breadcrumbs: [{ level: 'error', message: 'The request failed' }],
    });
    expect(JSON.stringify(event)).toContain('a bug');
  });

  it('gives the service a client for its dependencies, which closes with it', async () => {
    await using origin = await startOrigin({ '/': respond({ body: 'hello' }) });
    let agent: unknown;
    const { adminUrl } = await start(
      {},
      {
        open: async ({ outbound }) => {
          await outbound().request(origin.url);
          await outbound({ name: 'second' }).request(origin.url);
          agent = origin.requests[0]?.headers['user-agent'];
          return undefined;
        },
      },
    );

    expect(agent).toBe('greeter/0.0.0-dev');
    expect(await (await fetch(`${adminUrl}/metrics`)).text()).toContain('client="second"');
  });

  it('takes its listeners off the process when it stops', async () => {
    const service = await start();
    const listening = events.eventNames();
    await service.stop();

    expect(listening).toEqual(['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection']);
    expect(events.eventNames()).toEqual([]);
  });

  it('closes what was opened in reverse order', async () => {
    const closed: string[] = [];
    const service = await start(
      {},
      {
        open: ({ onClose }) => {
          onClose('first', () => {
            closed.push('first');
          });
          onClose('second', async () => {
            await until(() => true);
            closed.push('second');
          });
          return undefined;
        },
      },
    );
    await service.stop();

    expect(closed).toEqual(['second', 'first']);
    await expect(fetch(service.adminUrl)).rejects.toThrow();
    expect(exits).toEqual([]);
  });

  it('goes on closing where something does not close, and says so', async () => {
    const closed: string[] = [];
    await start(
      {},
      {
        open: ({ onClose }) => {
          onClose('first', () => {
            closed.push('first');
          });
          onClose('second', () => {
            throw new Error('stuck');
          });
          return undefined;
        },
      },
    );
    events.emit('SIGTERM', 'SIGTERM');
    await until(() => exits.length > 0);

    expect(exits).toEqual([1]);
    expect(closed).toEqual(['first']);
    expect(messages()).toContain('Closing second failed');
  });

  it('exits 0 after a signal, and 128 + its number after a second', async () => {
    await start({ DRAIN_DELAY_MS: '50' });
    events.emit('SIGTERM', 'SIGTERM');
    events.emit('SIGTERM', 'SIGTERM');
    await until(() => exits.length > 1);

    expect(exits).toEqual([143, 0]);
  });

  it.each([
    ['uncaughtException', 'Nobody caught an exception'],
    ['unhandledRejection', 'Nobody handled a rejection'],
  ])('exits 1 after an %s, also while it stops', async (event, message) => {
    await start({ DRAIN_DELAY_MS: '0' });
    events.emit('SIGINT', 'SIGINT');
    events.emit(event, new Error('a bug'));
    await until(() => exits.length > 0);

    expect(exits[0]).toBe(1);
    expect(messages()).toContain(message);
  });

  it('cuts off what does not end in time', async () => {
    const asked = Promise.withResolvers<undefined>();
    const never = defineRoute({
      method: 'GET',
      path: '/never',
      summary: 'Never',
      answers,
      handler: () => {
        asked.resolve(undefined);
        return new Promise(() => undefined);
      },
    });
    const service = await start({ SHUTDOWN_GRACE_MS: '50' }, { routes: () => [never] });
    const held = fetch(`${service.url}/never`).catch(() => 'cut off');
    await asked.promise;
    await service.stop();

    expect(await held).toBe('cut off');
  });

  it.each(['PORT', 'ADMIN_PORT'])('fails where %s is taken', async (variable) => {
    await using origin = await startOrigin();
    await failing({}, { [variable]: String(origin.port) });

    expect(exits).toEqual([1]);
    expect(JSON.stringify(logs.json())).toContain(`${variable}: listen EADDRINUSE: address already in use`);
  });

  it('exits 78 where SENTRY_DSN is none', async () => {
    await failing({}, { SENTRY_DSN: 'https://example.com' });

    expect(exits).toEqual([78]);
    expect(errors.text()).toBe(
      'greeter: SENTRY_DSN must be a DSN such as https://<key>@<host>/<project number>, not what it is (a secret of 19 characters)\n',
    );
  });

  it('exits 1 where a setting of its own cannot be read at all', async () => {
    const broken = setting.parsed(
      z.string().transform((): string => {
        throw new Error('a bug in a setting');
      }),
      'anything',
      { description: 'Broken.', required: true },
    );
    const started = startService(
      { ...definition, settings: { GREETING: broken } },
      { ...options(), env: { GREETING: 'x' } },
    );

    await expect(started).rejects.toMatchObject({ exitCode: 1 });
    expect(errors.text()).toBe('greeter: a bug in a setting\n');
  });

  const failing = async (parts: Partial<ServiceDefinition<Settings, undefined>>, env: Record<string, string> = {}) =>
    start(env, parts).then(
      () => {
        throw new Error('It started');
      },
      (error: unknown) => error,
    );

  it('fails where something cannot be opened, and closes the rest', async () => {
    const closed: string[] = [];
    const error = await failing({
      open: ({ onClose }) => {
        onClose('first', () => {
          closed.push('first');
        });
        throw new Error('no database');
      },
    });

    expect(error).toMatchObject({ name: 'ServiceExit', code: 'service-exit', exitCode: 1 });
    expect(exits).toEqual([1]);
    expect(closed).toEqual(['first']);
    expect(JSON.stringify(logs.json().find(({ message }) => message === 'The start failed'))).toContain('no database');
    expect(errors.text()).toBe('');
  });

  it('fails where a check fails', async () => {
    await failing({
      open: ({ health }) => {
        health.addCheck('fine', () => undefined);
        health.addCheck('cache', () => Promise.reject(new Error('no answer')));
        return undefined;
      },
    });

    expect(exits).toEqual([1]);
    expect(JSON.stringify(logs.json())).toContain('Checks failed: cache (no answer)');
  });

  it('fails where its routes are wrong', async () => {
    await failing({ routes: () => [greet('a'), greet('b')] });

    expect(JSON.stringify(logs.json())).toContain('GET /greeting is declared twice');
  });

  it('exits 78 where it finds a setting wrong itself', async () => {
    await failing({
      open: () => {
        throw new ConfigError('GREETING', 'GREETING must be polite');
      },
    });

    expect(exits).toEqual([78]);
    expect(errors.text()).toBe('greeter: GREETING must be polite\n');
  });

  it('does not start any more where a signal came while it opened', async () => {
    const closed: string[] = [];
    const error = await failing({
      open: async ({ onClose }) => {
        events.emit('SIGTERM', 'SIGTERM');
        await until(() => exits.length > 0);
        onClose('late', () => {
          closed.push('late');
        });
        return undefined;
      },
    });

    expect(error).toMatchObject({ exitCode: 1 });
    expect(closed).toEqual(['late']);
  });

  it('prints its settings on --help', async () => {
    await expect(startService(definition, { ...options(), argv: ['--help'], env: {} })).rejects.toMatchObject({
      exitCode: 0,
    });
    expect(exits).toEqual([0]);
    expect(logs.text()).toContain('GREETING');
    expect(logs.text()).toContain('SHUTDOWN_GRACE_MS');
  });

  it('exits 78 on a wrong setting, with one line', async () => {
    await expect(startService(definition, { ...options(), env: { LOG_LEVEL: 'loud' } })).rejects.toMatchObject({
      exitCode: 78,
    });
    expect(exits).toEqual([78]);
    expect(errors.text()).toMatch(/^greeter: LOG_LEVEL must be one of error, .*, not "loud"\n$/);
    expect(logs.text()).toBe('');
  });
});
