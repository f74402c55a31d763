import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

import packet, { type Question } from 'dns-packet';

import { type DnsServer, startDnsServer } from '@exemplar/testing';

import { createNameResolver, type NameResolver, type NameResolverOptions } from './name-resolver.ts';

/** So long that a slow machine does not run into it where it should not matter. */
const PATIENT = { timeoutMs: 10_000, graceMs: 10_000, tries: 1 };

let dns: DnsServer;
let resolver: NameResolver;

async function resolverFor(records: Parameters<typeof startDnsServer>[0], options: NameResolverOptions = PATIENT) {
  dns = await startDnsServer(records);
  resolver = createNameResolver({ servers: [dns.server], ...options });
  return resolver;
}

describe('a name resolver', () => {
  afterEach(async () => {
    resolver.close();
    await dns.close();
  });

  it('gives the addresses of both families, IPv4 first', async () => {
    await resolverFor({ 'a.example': { addresses: ['2001:db8::1', '192.0.2.1', '192.0.2.2'] } });
    expect(await resolver.resolve('a.example')).toEqual([
      { address: '192.0.2.1', family: 4 },
      { address: '192.0.2.2', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ]);
  });

  it('gives those of one family where the other has none', async () => {
    await resolverFor({ 'four.example': { addresses: ['192.0.2.1'] }, 'six.example': { addresses: ['2001:db8::1'] } });
    expect(await resolver.resolve('four.example')).toEqual([{ address: '192.0.2.1', family: 4 }]);
    expect(await resolver.resolve('six.example')).toEqual([{ address: '2001:db8::1', family: 6 }]);
  });

  it('follows an alias', async () => {
    await resolverFor({ 'www.example': { cname: 'a.example', addresses: ['192.0.2.1'] } });
    expect(await resolver.resolve('www.example')).toEqual([{ address: '192.0.2.1', family: 4 }]);
  });

  it.each([
    ['NXDOMAIN', 'ENOTFOUND'],
    ['SERVFAIL', 'ESERVFAIL'],
    ['REFUSED', 'EREFUSED'],
  ] as const)('fails on %s with %s', async (error, code) => {
    await resolverFor({ 'a.example': { error } });
    await expect(resolver.resolve('a.example')).rejects.toMatchObject({ code });
  });

  it('fails with ENODATA for a name without addresses', async () => {
    await resolverFor({ 'a.example': {} });
    await expect(resolver.resolve('a.example')).rejects.toMatchObject({ code: 'ENODATA' });
  });

  it.each(['a..example', '.example', `${'a'.repeat(64)}.example`])('fails with EBADNAME for %s', async (name) => {
    await resolverFor({});
    await expect(resolver.resolve(name)).rejects.toMatchObject({ code: 'EBADNAME' });
  });

  it('gives up on a silent server', async () => {
    await resolverFor({ 'a.example': { silent: true } }, { timeoutMs: 50, tries: 1 });
    await expect(resolver.resolve('a.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });

  it('resolves while a crowd of silent names is being waited for', async () => {
    const silent = Array.from({ length: 100 }, (_, index) => `silent${index}.example`);
    const records = Object.fromEntries(silent.map((name) => [name, { silent: true }]));
    await resolverFor({ ...records, 'a.example': { addresses: ['192.0.2.1'] } });
    const waiting = silent.map((name) => resolver.resolve(name));
    expect(await resolver.resolve('a.example')).toEqual([{ address: '192.0.2.1', family: 4 }]);
    resolver.close();
    const codes = await Promise.all(
      waiting.map((look) => look.catch((error: unknown) => (error as { code: string }).code)),
    );
    expect(new Set(codes)).toEqual(new Set(['ECANCELLED']));
  });

  it('asks once for a name that several want at the same time, and anew after that', async () => {
    await resolverFor({ 'a.example': [{ addresses: ['192.0.2.1'] }, { addresses: ['192.0.2.2'] }] });
    const [first, second] = await Promise.all([resolver.resolve('a.example'), resolver.resolve('a.example')]);
    expect(first).toBe(second);
    expect(await resolver.resolve('a.example')).toEqual([{ address: '192.0.2.2', family: 4 }]);
    expect([...dns.queries].sort()).toEqual(['A a.example', 'A a.example', 'AAAA a.example', 'AAAA a.example']);
  });
});

/** Answers A with an address that lives for a minute, AAAA as told; counts the questions. */
async function startPartialServer(forAaaa: 'nothing' | 'silence' | 'failure') {
  const socket = createSocket('udp4');
  const server = { asked: 0, server: '', close: () => socket.close() };
  socket.on('message', (message: Buffer, { port, address }: RemoteInfo) => {
    const { id = 0, questions = [] } = packet.decode(message);
    const [question] = questions as [Question];
    server.asked += 1;
    if (question.type === 'AAAA' && forAaaa === 'silence') return;
    const failed = question.type === 'AAAA' && forAaaa === 'failure';
    const answers = question.type === 'A' ? [{ ...question, type: 'A', ttl: 60, data: '192.0.2.1' } as const] : [];
    socket.send(packet.encode({ type: 'response', id, flags: failed ? 2 : 0, questions, answers }), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  server.server = `127.0.0.1:${socket.address().port}`;
  return server;
}

describe('the memory of a name resolver', () => {
  it.each([
    ['nothing', 2],
    ['silence', 4],
    ['failure', 4],
  ] as const)('lasts as the records do if the other family answers with %s', async (forAaaa, questions) => {
    const server = await startPartialServer(forAaaa);
    const options = { timeoutMs: 10_000, tries: 1, graceMs: forAaaa === 'silence' ? 20 : 10_000 };
    const remembering = createNameResolver({ servers: [server.server], ...options });
    const once = await remembering.resolve('a.example');
    expect(once).toEqual([{ address: '192.0.2.1', family: 4 }]);
    expect(await remembering.resolve('a.example')).toEqual(once);
    expect(server.asked).toBe(questions);
    remembering.close();
    server.close();
  });
});
