import {
  type Behaviour,
  freePort,
  json,
  type Origin,
  redirect,
  reset,
  respond,
  stall,
  startOrigin,
} from '@exemplar/testing';

import type { DeployError } from '../deploy-error.ts';
import { openRegistry } from './open-registry.ts';
import type { RegistryOptions } from './registry.ts';

const CREDENTIALS = { username: 'ada', password: 'secret' };
const BASIC = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
const DIGEST = `sha256:${'1'.repeat(64)}`;

const open = (origin: Pick<Origin, 'port'>, options: Partial<RegistryOptions> = {}) =>
  openRegistry({ base: `localhost:${origin.port}/shop`, env: {}, ...options });

/** Does one after the other, and the last from then on. */
const inTurn = (...behaviours: readonly Behaviour[]): Behaviour => {
  let asked = 0;
  return (request, response) => behaviours[Math.min(asked++, behaviours.length - 1)]?.(request, response);
};

const denied = (challenge: string, status = 401) =>
  respond({ status, headers: { 'www-authenticate': challenge }, body: '{"errors":[{"code":"UNAUTHORIZED"}]}' });

/** Lets in whoever shows this. */
const wants =
  (authorization: string, challenge: string): Behaviour =>
  (request, response) => {
    (request.headers.authorization === authorization ? respond() : denied(challenge))(request, response);
  };

const failure = (work: Promise<unknown>) =>
  work.then(
    () => ({ code: 'none', message: '' }),
    (error: unknown) => {
      const { code, message } = error as DeployError;
      return { code, message };
    },
  );

describe('a registry that wants to know who asks', () => {
  it('by a password gets it', async () => {
    await using origin = await startOrigin({ '/v2/': wants(BASIC, 'Basic realm="a registry"') });
    await open(origin, { credentials: CREDENTIALS }).ping();
    expect(origin.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, BASIC]);
  });

  it.each(['token', 'access_token'])('by a token gets one (%s), and that one again for the same', async (key) => {
    await using origin = await startOrigin();
    const challenge = `Bearer realm="${origin.url}/token",service="a registry"`;
    origin.on('/token', json({ [key]: 'abc' }));
    origin.on(`/v2/shop/a/manifests/${DIGEST}`, wants('Bearer abc', challenge));
    const registry = open(origin, { credentials: CREDENTIALS });
    const image = `localhost:${origin.port}/shop/a@${DIGEST}`;
    expect([await registry.hasImage(image), await registry.hasImage(image)]).toEqual([true, true]);
    const [, token, ...images] = origin.requests;
    expect(token?.url).toBe('/token?service=a+registry&scope=repository%3Ashop%2Fa%3Apull');
    expect(token?.headers.authorization).toBe(BASIC);
    expect(images.map(({ headers }) => headers.authorization)).toEqual(['Bearer abc', 'Bearer abc']);
  });

  it('fetches one token for those who are refused together, and another when the first has ended', async () => {
    await using origin = await startOrigin();
    const challenge = `Bearer realm="${origin.url}/token", service=plain, scope="a b"`;
    let good = 'Bearer 1';
    origin.on('/token', inTurn(json({ token: '1' }), json({ token: '2' })));
    origin.on('/v2/', (request, response) => {
      wants(good, challenge)(request, response);
    });
    const registry = open(origin);
    await Promise.all([registry.ping(), registry.ping(), registry.ping()]);
    good = 'Bearer 2';
    await registry.ping();
    const tokens = origin.requests.filter(({ url }) => url.startsWith('/token'));
    const url = '/token?service=plain&scope=a&scope=b';
    expect(tokens.map((token) => token.url)).toEqual([url, url]);
  });

  it.each([
    ['Basic realm="a"', 'to those who are not logged in'],
    ['Negotiate', 'to those who are not logged in'],
    ['', 'to those who are not logged in'],
    ['Bearer service="a"', 'to those who are not logged in'],
    ['Bearer realm="nowhere"', 'to those who are not logged in'],
    ['Bearer realm="ftp://localhost/token"', 'to those who are not logged in'],
  ])('is told of as one that refuses, where "%s" cannot be answered', async (challenge, who) => {
    await using origin = await startOrigin({ '/v2/': denied(challenge) });
    expect(await failure(open(origin).ping())).toEqual({
      code: 'registry-denied',
      message:
        `The registry localhost:${origin.port} refuses GET /v2/ ${who} (UNAUTHORIZED). ` +
        `Log in with podman login localhost:${origin.port}, or ask whose it is.`,
    });
  });

  it.each([
    ['a token service that refuses', respond({ status: 401, body: '{"token":"a"}' })],
    ['a token service that gives none', json({})],
    ['a token service that gives something else', respond({ body: 'no JSON' })],
    ['a token that does not help', json({ token: 'abc' })],
  ])('is told of as one that refuses, after %s', async (_, behaviour) => {
    await using origin = await startOrigin({ '/token': behaviour });
    origin.on('/v2/', denied(`Bearer realm="${origin.url}/token"`));
    const { code, message } = await failure(open(origin, { credentials: CREDENTIALS }).ping());
    expect({ code, message }).toMatchObject({
      code: 'registry-denied',
      message: expect.stringContaining('to ada') as string,
    });
  });

  it('is told of as one that refuses, where it says 403', async () => {
    await using origin = await startOrigin({ '/v2/': respond({ status: 403, body: 'no' }) });
    expect(await failure(open(origin).ping())).toMatchObject({ code: 'registry-denied' });
  });

  it('cannot be reached where its token service cannot', async () => {
    await using origin = await startOrigin({ '/token': respond({ status: 503 }) });
    origin.on('/v2/', denied(`Bearer realm="${origin.url}/token"`));
    expect(await failure(open(origin).ping())).toEqual({
      code: 'registry-unreachable',
      message: `The registry localhost:${origin.port} cannot be reached: the token service answered 503.`,
    });
  });

  it('shows nothing of it to those to whom the registry leads on', async () => {
    await using other = await startOrigin({ '*': respond() });
    await using origin = await startOrigin();
    origin.on('/v2/', (request, response) => {
      const known = request.headers.authorization === BASIC;
      (known ? redirect(`${other.url}/elsewhere`, 307) : denied('Basic realm="a"'))(request, response);
    });
    await open(origin, { credentials: CREDENTIALS }).ping();
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe('a registry that is not well', () => {
  it.each([429, 500, 502, 503, 504])('is asked again where it answers %s', async (status) => {
    await using origin = await startOrigin({
      '/v2/': inTurn(respond({ status, headers: { 'retry-after': '0' } }), respond()),
    });
    await open(origin).ping();
    expect(origin.requests).toHaveLength(2);
  });

  it('is asked again where it cuts the connection, or says a time that has passed', async () => {
    const past = respond({ status: 503, headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' } });
    await using origin = await startOrigin({ '/v2/': inTurn(reset(), past, respond()) });
    await open(origin).ping();
    expect(origin.requests).toHaveLength(3);
  });

  it('is given up after the third time', async () => {
    await using origin = await startOrigin({ '/v2/': respond({ status: 503 }) });
    expect(await failure(open(origin).ping())).toEqual({
      code: 'registry-unreachable',
      message: `The registry localhost:${origin.port} is busy: it answers 503. Try again in 1 s.`,
    });
    expect(origin.requests).toHaveLength(3);
  });

  it('is given up at once where it wants to be left alone for longer than people wait', async () => {
    await using origin = await startOrigin({ '/v2/': respond({ status: 429, headers: { 'retry-after': '60' } }) });
    expect(await failure(open(origin).ping())).toMatchObject({
      message: `The registry localhost:${origin.port} is busy: it answers 429. Try again in 60 s.`,
    });
    expect(origin.requests).toHaveLength(1);
  });

  it('is given up when the time is over', async () => {
    await using origin = await startOrigin({ '/v2/': stall() });
    expect(await failure(open(origin, { timeoutMs: 50 }).ping())).toEqual({
      code: 'registry-unreachable',
      message: `The registry localhost:${origin.port} did not answer within 0.05 s.`,
    });
  });

  it('is told of as gone, and why', async () => {
    const port = await freePort();
    const { code, message } = await failure(open({ port }).ping());
    expect(code).toBe('registry-unreachable');
    expect(message).toMatch(new RegExp(`^The registry localhost:${port} cannot be reached: .*ECONNREFUSED`));
  });

  it('is not read where it answers more than anybody asked for', async () => {
    await using origin = await startOrigin({ '/v2/': respond({ body: Buffer.alloc(5 * 1024 * 1024) }) });
    expect(await failure(open(origin).ping())).toEqual({
      code: 'registry-invalid',
      message: `An answer of the registry localhost:${origin.port} is longer than 4194304 bytes.`,
    });
    expect(origin.requests).toHaveLength(1);
  });

  it.each([
    ['{"errors":[{"code":"NAME_INVALID","message":"no such name"}]}', ' (NAME_INVALID no such name)'],
    ['{"errors":[]}', ''],
    ['a page', ''],
  ])('is quoted where it answers what nobody expects: %s', async (body, said) => {
    await using origin = await startOrigin({ '/v2/': respond({ status: 400, body }) });
    expect(await failure(open(origin).ping())).toEqual({
      code: 'registry-invalid',
      message: `The registry localhost:${origin.port} answered 400 to GET /v2/${said}.`,
    });
  });
});
