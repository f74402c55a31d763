import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';

import packet from 'dns-packet';

import { startOrigin } from '../origin.ts';
import { listenForDns } from './listen-for-dns.ts';
import { type DnsServer, startDnsServer } from './start-dns-server.ts';

/** Patient enough for a slow machine, where an answer is expected. */
const resolverOf = ({ server }: DnsServer, timeout = 5000): Resolver => {
  const resolver = new Resolver({ timeout, tries: 1 });
  resolver.setServers([server]);
  return resolver;
};

describe('the DNS server', () => {
  it('answers with addresses of the family asked for, and with nothing of another type', async () => {
    await using dns = await startDnsServer({ 'A.test': { addresses: ['192.0.2.1', '2001:db8::1'] } });
    const resolver = resolverOf(dns);
    expect(await resolver.resolve4('a.TEST')).toEqual(['192.0.2.1']);
    expect(await resolver.resolve6('a.test')).toEqual(['2001:db8::1']);
    await expect(resolver.resolveTxt('a.test')).rejects.toMatchObject({ code: 'ENODATA' });
    expect(dns.queries).toEqual(['A a.test', 'AAAA a.test', 'TXT a.test']);
  });

  it('answers with another name and its addresses', async () => {
    await using dns = await startDnsServer({ 'a.test': { cname: 'b.test', addresses: ['192.0.2.1'] } });
    expect(await resolverOf(dns).resolve4('a.test')).toEqual(['192.0.2.1']);
    expect(await resolverOf(dns).resolveCname('a.test')).toEqual(['b.test']);
  });

  it.each([
    ['a name it does not know', 'none.test', 'ENOTFOUND'],
    ['a name without addresses', 'empty.test', 'ENODATA'],
    ['a name with an empty list of answers', 'nothing.test', 'ENODATA'],
    ['a failure', 'failing.test', 'ESERVFAIL'],
    ['a refusal', 'refused.test', 'EREFUSED'],
  ])('fails as told: %s', async (_, name, code) => {
    await using dns = await startDnsServer({
      'empty.test': {},
      'nothing.test': [],
      'failing.test': { error: 'SERVFAIL' },
      'refused.test': { error: 'REFUSED' },
    });
    await expect(resolverOf(dns).resolve4(name)).rejects.toMatchObject({ code });
  });

  it('is silent when told to', async () => {
    await using dns = await startDnsServer({ 'silent.test': { silent: true } });
    await expect(resolverOf(dns, 100).resolve4('silent.test')).rejects.toMatchObject({ code: 'ETIMEOUT' });
    expect(dns.queries[0]).toBe('A silent.test');
  });

  it('answers for every other name when told to', async () => {
    await using dns = await startDnsServer({ '*': { addresses: ['192.0.2.9'] } });
    expect(await resolverOf(dns).resolve4('any.test')).toEqual(['192.0.2.9']);
  });

  it('answers differently each time, each type for itself, and stays with the last', async () => {
    const [open, hidden] = [{ addresses: ['192.0.2.1', '2001:db8::1'] }, { addresses: ['127.0.0.1', '::1'] }];
    await using dns = await startDnsServer({ 'rebinding.test': [open, hidden] });
    const resolver = resolverOf(dns);
    expect(await resolver.resolve4('rebinding.test')).toEqual(['192.0.2.1']);
    expect(await resolver.resolve4('rebinding.test')).toEqual(['127.0.0.1']);
    expect(await resolver.resolve4('rebinding.test')).toEqual(['127.0.0.1']);
    expect(await resolver.resolve6('rebinding.test')).toEqual(['2001:db8::1']);
  });

  it('can be told anew', async () => {
    await using dns = await startDnsServer({ 'a.test': { addresses: ['192.0.2.1'] } });
    await resolverOf(dns).resolve4('a.test');
    dns.set('a.test', [{ addresses: ['192.0.2.2'] }, { addresses: ['192.0.2.3'] }]);
    expect(await resolverOf(dns).resolve4('a.test')).toEqual(['192.0.2.2']);
  });

  it('makes a resolver ask again by TCP', async () => {
    const addresses = Array.from({ length: 100 }, (_, at) => `192.0.2.${at}`);
    await using dns = await startDnsServer({ 'large.test': { truncated: true, addresses } });
    expect((await resolverOf(dns).resolve4('large.test')).toSorted()).toEqual(addresses.toSorted());
    expect(dns.queries).toEqual(['A large.test', 'A large.test']);
  });

  it('takes what comes by TCP in any pieces, and is as silent there', async () => {
    await using dns = await startDnsServer({ 'a.test': { addresses: ['192.0.2.1'] }, 'silent.test': { silent: true } });
    const question = (id: number, name: string): Buffer =>
      packet.streamEncode({ type: 'query', id, questions: [{ type: 'A', name }] });
    const both = Buffer.concat([question(1, 'silent.test'), question(2, 'a.test')]);
    const client = connect(dns.port, dns.address);
    client.setNoDelay(true);
    for (const byte of both) {
      await new Promise((resolve) => client.write(Buffer.from([byte]), resolve));
    }
    const [reply] = (await once(client, 'data')) as [Buffer];
    expect(packet.streamDecode(reply)).toMatchObject({ id: 2, answers: [{ data: '192.0.2.1' }] });
    client.destroy();
  });

  it('gives no answer to what is no question, and goes on', async () => {
    await using dns = await startDnsServer({ 'a.test': { addresses: ['192.0.2.1'] } });
    const socket = createSocket('udp4');
    for (const message of [Buffer.from('x'), packet.encode({ type: 'query', id: 1 })]) {
      await new Promise((resolve) => {
        socket.send(message, dns.port, dns.address, resolve);
      });
    }
    socket.close();
    expect(await resolverOf(dns).resolve4('a.test')).toEqual(['192.0.2.1']);
    expect(dns.queries).toEqual(['A a.test']);
  });

  it('is given to resolvers as address and port, and can be closed twice', async () => {
    const dns = await startDnsServer();
    expect(dns.server).toBe(`${dns.address}:${dns.port}`);
    await Promise.all([dns.close(), dns.close()]);
    await expect(dns.close()).resolves.toBeUndefined();
  });
});

describe('listening for DNS', () => {
  it('takes another port when only UDP has the one it tried', async () => {
    await using holder = await startOrigin();
    const listener = await listenForDns(() => undefined, holder.port);
    expect(listener.port).not.toBe(holder.port);
    await listener.close();
  });
});
