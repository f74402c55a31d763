import { Resolver } from 'node:dns/promises';

import packet from 'dns-packet';

import { type DnsServer, startDnsServer } from './index.ts';

const resolverOf = ({ server }: DnsServer): Resolver => {
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([server]);
  return resolver;
};

describe('the DNS server', () => {
  it('answers with addresses of the family asked for', async () => {
    await using dns = await startDnsServer({ 'a.test': { addresses: ['192.0.2.1', '2001:db8::1'] } });
    const resolver = resolverOf(dns);
    expect(await resolver.resolve4('A.test')).toEqual(['192.0.2.1']);
    expect(await resolver.resolve6('a.test')).toEqual(['2001:db8::1']);
    expect(dns.queries).toEqual(['A a.test', 'AAAA a.test']);
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
    ['silence', 'silent.test', 'ETIMEOUT'],
  ])('fails as told: %s', async (_, name, code) => {
    await using dns = await startDnsServer({
      'empty.test': {},
      'nothing.test': [],
      'failing.test': { error: 'SERVFAIL' },
      'refused.test': { error: 'REFUSED' },
      'silent.test': { silent: true },
    });
    await expect(resolverOf(dns).resolve4(name)).rejects.toMatchObject({ code });
  });

  it('answers differently each time, and stays with the last', async () => {
    const [public_, private_] = [{ addresses: ['192.0.2.1'] }, { addresses: ['127.0.0.1'] }];
    await using dns = await startDnsServer({ 'rebinding.test': [public_, private_] });
    const resolver = resolverOf(dns);
    expect(await resolver.resolve4('rebinding.test')).toEqual(['192.0.2.1']);
    expect(await resolver.resolve4('rebinding.test')).toEqual(['127.0.0.1']);
    expect(await resolver.resolve4('rebinding.test')).toEqual(['127.0.0.1']);
  });

  it('can be told anew', async () => {
    await using dns = await startDnsServer({ 'a.test': { addresses: ['192.0.2.1'] } });
    await resolverOf(dns).resolve4('a.test');
    dns.set('a.test', [{ addresses: ['192.0.2.2'] }, { addresses: ['192.0.2.3'] }]);
    expect(await resolverOf(dns).resolve4('a.test')).toEqual(['192.0.2.2']);
  });

  it('gives the port to those who write packets themselves', async () => {
    await using dns = await startDnsServer();
    expect(dns.server).toBe(`${dns.address}:${dns.port}`);
    expect(packet.encode({ type: 'query' })).toBeInstanceOf(Buffer);
  });
});
