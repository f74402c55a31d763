import { BlockList } from 'node:net';

import { serve, type Served } from '../../fixtures/serve.ts';
import { defineRoute } from '../routes/route.ts';
import { createGate } from './gate.ts';

const answers = { 200: { description: 'Fine.' } };
const handler = ({ client }: { readonly client: string }): unknown => ({ client });

const routes = [
  defineRoute({ method: 'GET', path: '/closed', summary: 'Closed', answers, handler }),
  defineRoute({ method: 'GET', path: '/open', summary: 'Open', answers, open: true, handler }),
];

const loopback = new BlockList();
loopback.addAddress('127.0.0.1');

describe('createGate', () => {
  it('makes none where there are no keys and no limit', () => {
    expect(createGate({ API_KEYS: undefined, RATE_LIMIT_PER_MINUTE: 0 })).toBeNull();
  });
});

describe('the gate', () => {
  let served: Served;

  afterEach(() => served.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${served.url}${path}`, { headers });

  it('asks for a key, which comes as X-Api-Key or as a bearer token', async () => {
    served = await serve(routes, { gate: createGate({ API_KEYS: ['alpha', 'beta'], RATE_LIMIT_PER_MINUTE: 0 }) });
    const refused = await get('/closed');

    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect(await refused.json()).toMatchObject({ code: 'unauthorized' });
    expect((await get('/closed', { 'x-api-key': 'alph' })).status).toBe(401);
    expect((await get('/closed', { authorization: 'Basic alpha' })).status).toBe(401);
    expect((await get('/closed', { 'x-api-key': 'alpha' })).status).toBe(200);
    expect((await get('/closed', { authorization: 'bearer beta' })).status).toBe(200);
    expect((await get('/open')).status).toBe(200);
  });

  it("knows a client by its key's fingerprint", async () => {
    served = await serve(routes, { gate: createGate({ API_KEYS: ['alpha'], RATE_LIMIT_PER_MINUTE: 0 }) });

    expect(await (await get('/open', { 'x-api-key': 'alpha' })).json()).toEqual({ client: 'key:8ed3f6ad' });
    expect(await (await get('/open', { 'x-api-key': 'other' })).json()).toEqual({ client: '127.0.0.1' });
    expect(await served.line('/open')).toMatchObject({ client: 'key:8ed3f6ad' });
  });

  it('limits each client by itself and says when to come back', async () => {
    served = await serve(routes, {
      gate: createGate({ API_KEYS: undefined, RATE_LIMIT_PER_MINUTE: 2 }),
      trustedProxies: loopback,
    });
    const from = (address: string): Promise<Response> => get('/open', { 'x-forwarded-for': address });
    const statuses = [
      (await from('192.0.2.1')).status,
      (await from('192.0.2.1')).status,
      (await from('192.0.2.1')).status,
      (await from('192.0.2.2')).status,
    ];
    const refused = await from('192.0.2.1');

    expect(statuses).toEqual([200, 200, 429, 200]);
    expect(await refused.json()).toMatchObject({ code: 'rate-limited', detail: 'The limit is 2 requests a minute.' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('counts wrong keys against their address', async () => {
    served = await serve(routes, { gate: createGate({ API_KEYS: ['alpha'], RATE_LIMIT_PER_MINUTE: 1 }) });

    expect((await get('/closed', { 'x-api-key': 'guess1' })).status).toBe(401);
    expect((await get('/closed', { 'x-api-key': 'guess2' })).status).toBe(429);
    expect((await get('/closed', { 'x-api-key': 'alpha' })).status).toBe(200);
  });
});
