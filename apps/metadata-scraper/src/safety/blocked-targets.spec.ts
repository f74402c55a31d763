import {
  type DnsRecord,
  type DnsServer,
  html,
  type Origin,
  redirect,
  respond,
  startDnsServer,
  startOrigin,
  startService,
} from '@exemplar/testing';

import { startScraper } from '../../fixtures/start-scraper.ts';

type Service = Awaited<ReturnType<ReturnType<typeof startScraper>>>;

/** Spellings of addresses that are not public. */
const SPELLINGS = [
  '127.0.0.2',
  '2130706434',
  '0x7f000002',
  '0x7f.0.0.2',
  '0177.0.0.2',
  '017700000002',
  '127.2',
  '127.0.2',
  '0x7F.2',
  '127.0.0.2.',
  '%31%32%37.0.0.2',
  '１２７.０.０.２',
  '127。0。0。2',
  '①②⑦.0.0.②',
  '0',
  '0.0.0.0',
  '4294967295',
  '169.254.169.254',
  '0xA9FEA9FE',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::2]',
  '[::127.0.0.2]',
  '[::ffff:127.0.0.2]',
  '[::ffff:7f00:2]',
  '[::FFFF:a9fe:a9fe]',
  '[::ffff:0:127.0.0.2]',
  '[64:ff9b::127.0.0.2]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::8.8.8.8]',
  '[2002:7f00:2::]',
  '[2001:0:7f00:2::]',
  '[fe80::1]',
  '[fec0::1]',
  '[fd00::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[100::1]',
  '[2a00:1450::5efe:127.0.0.2]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'ｌocalhost',
  'a.b.localhost',
  'loc%61lhost',
];

/** What no URL is: refused before anything is asked. */
const NO_URLS = [
  '[fe80::1%25eth0]',
  '[fe80::1%eth0]',
  '256.0.0.1',
  '1.2.3.4.5',
  '0x1ffffffff',
  '[::1',
  '127.0.0.1:99999',
  'a b',
  '%00',
];

const PRIVATE = { addresses: ['10.0.0.1'] };
const PUBLIC = { addresses: ['127.0.0.1'] };
const PRIVATE_NAMES: Readonly<Record<string, DnsRecord>> = {
  'private.test': PRIVATE,
  'metadata.test': { addresses: ['169.254.169.254'] },
  'mixed.test': { addresses: ['127.0.0.1', '10.0.0.1'] },
  'mixed-families.test': { addresses: ['127.0.0.1', '::1'] },
  'mapped.test': { addresses: ['::ffff:10.0.0.1'] },
  'nat64.test': { addresses: ['64:ff9b::a00:1'] },
  'alias.test': { cname: 'private.test', addresses: ['10.0.0.1'] },
  'unspecified.test': { addresses: ['0.0.0.0'] },
};

const BLOCKED = { status: 403, code: 'blocked-target' };

describe('a target that is not to be reached', () => {
  let dns: DnsServer;
  let origin: Origin;
  let service: Service;
  /** It may not go to 127.0.0.1 either. */
  let strict: Service;

  beforeAll(async () => {
    [dns, origin] = await Promise.all([startDnsServer({ ...PRIVATE_NAMES, 'public.test': PUBLIC }), startOrigin()]);
    const resolver = { servers: [dns.server] };
    service = await startService(startScraper({ resolver }), { LOG_LEVEL: 'error' });
    strict = await startService(startScraper({ resolver, allowCidrs: [] }), { LOG_LEVEL: 'error' });
  });

  afterAll(async () => {
    await Promise.all([service.stop(), strict.stop()]);
    await Promise.all([dns.close(), origin.close()]);
  });

  const ask = async (url: string, more = '', of = service): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${of.url}/v1/metadata?${more}url=${encodeURIComponent(url)}`);
    return (await answer.json()) as Record<string, unknown>;
  };

  it.each(SPELLINGS)('is refused as http://%s/', async (host) => {
    expect(await ask(`http://${host}:${origin.port}/`, '', strict)).toMatchObject(BLOCKED);
  });

  it.each(NO_URLS)('is no URL as http://%s/', async (host) => {
    expect(await ask(`http://${host}/`)).toMatchObject({ status: 400, code: 'invalid-url' });
  });

  it.each(Object.keys(PRIVATE_NAMES))('is refused by the name %s, and nobody there is asked', async (name) => {
    const before = origin.connections;
    const problem = await ask(`http://${name}:${origin.port}/`);
    expect(problem).toMatchObject(BLOCKED);
    expect(JSON.stringify(problem)).not.toMatch(/10\.0\.0\.1|169\.254|::1/);
    expect(origin.connections).toBe(before);
  });

  it.each([
    ['to a private address', { addresses: ['127.0.0.2'] }],
    ['to a private address beside the public one', { addresses: ['127.0.0.1', '127.0.0.2'] }],
    ['to a private address in its IPv6 spelling', { addresses: ['::ffff:127.0.0.2'] }],
    ['to another name', { cname: 'inner.test', addresses: ['127.0.0.2'] }],
  ] satisfies [string, DnsRecord][])('is never connected to by a name that changes %s', async (_, later) => {
    await using inner = await startOrigin(
      { '*': html('<title>Inner</title>') },
      { host: '127.0.0.2', port: origin.port },
    );
    origin.on('/page', html('<title>Outer</title>', { connection: 'close' }));
    for (const first of [1, 2, 3]) {
      const name = `rebinding-${first}.test`;
      dns.set(name, [...Array.from({ length: first }, () => PUBLIC), later]);
      const url = `http://${name}:${origin.port}/page`;
      origin.on('/to-name', redirect(url));
      const answers = [
        await ask(url),
        await ask(`${origin.url}/to-name`),
        await ask(url, 'fresh=true&'),
        await ask(url),
      ];
      for (const answer of answers) expect(['Outer', 'Blocked target']).toContain(answer.title);
    }
    expect(inner.connections).toBe(0);
  });

  it.each([
    ['a name without an address', 'nothing.test', 'upstream-unreachable'],
    ['a name that cannot be one', `${'a'.repeat(64)}.test`, 'upstream-unreachable'],
  ])('is told apart from %s', async (_, host, code) => {
    expect(await ask(`http://${host}/`)).toMatchObject({ code });
  });

  describe.each([301, 302, 303, 307, 308])('is refused where a redirect with status %i leads to it', (status) => {
    it.each([
      'http://10.0.0.1/',
      'http://2130706434/',
      'http://[::ffff:a00:1]/',
      '//169.254.169.254/latest/meta-data/',
      'http://private.test/',
      'http://mixed.test/',
      'https://[::1]/',
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      'data:text/html,x',
      'javascript:alert(1)',
    ])('%s', async (location) => {
      origin.on('/redirect', redirect(location, status));
      expect(await ask(`${origin.url}/redirect`)).toMatchObject(BLOCKED);
    });
  });

  describe('is refused where a refresh of the page leads to it:', () => {
    it.each([
      'http://10.0.0.1/',
      'http://0x7f000002/',
      '//169.254.169.254/',
      'http://private.test/',
      'https://mixed.test/',
    ])('%s', async (location) => {
      origin.on('/page', html(`<meta http-equiv=refresh content="0; url=${location}"><title>Away</title>`));
      expect(await ask(`${origin.url}/page`)).toMatchObject(BLOCKED);
    });

    it.each(['file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'http://user:pass@10.0.0.1/'])(
      '%s is passed over',
      async (location) => {
        origin.on('/page', html(`<meta http-equiv=refresh content="0; url=${location}"><title>Here</title>`));
        expect(await ask(`${origin.url}/page`)).toMatchObject({ title: 'Here', status: 200 });
      },
    );
  });

  it('is refused where a redirect leads there by way of other public ones', async () => {
    origin.on('/first', redirect('/second', 301));
    origin.on('/second', redirect(`http://public.test:${origin.port}/third`, 307));
    origin.on('/third', redirect('http://private.test/', 303));
    expect(await ask(`${origin.url}/first`)).toMatchObject(BLOCKED);
  });

  it.each([`http://10.0.0.1/`, `http://private.test/`, 'http://[::1]/'])(
    'is never asked for images, icons, or oEmbed at %s',
    async (target) => {
      const links =
        `<meta property="og:image" content="${target}i.png"><link rel=icon href="${target}f.png">` +
        `<link rel=manifest href="${target}m.json"><link rel=alternate type="application/json+oembed" href="${target}o.json">`;
      origin.on('/page', html(`<title>A page</title>${links}`));
      const answer = await ask(`${origin.url}/page`, 'probe=true&oembed=true&fresh=true&');
      expect(answer).toMatchObject({ title: 'A page', oembed: null, image: { width: null }, icon: { sizes: null } });
    },
  );

  it('is never asked where the provider or the image redirects to it', async () => {
    origin.on('/away', redirect('http://10.0.0.1/'));
    const links =
      '<meta property="og:image" content=/away><link rel=alternate type="application/json+oembed" href=/away>';
    origin.on('/page', html(`<title>A page</title>${links}`));
    const answer = await ask(`${origin.url}/page`, 'probe=true&oembed=true&fresh=true&');
    expect(answer).toMatchObject({ title: 'A page', oembed: null, image: { width: null } });
  });
});

describe('ports that are not allowed', () => {
  it('are refused, asked for or redirected to', async () => {
    await using origin = await startOrigin();
    origin.on('/ssh', redirect('http://127.0.0.1:22/'));
    origin.on('/here', respond({ body: '<title>Here</title>', headers: { 'content-type': 'text/html' } }));
    await using service = await startService(startScraper({ allowPorts: [origin.port] }), { LOG_LEVEL: 'error' });
    const ask = async (url: string): Promise<unknown> =>
      (await fetch(`${service.url}/v1/metadata?url=${encodeURIComponent(url)}`)).json();
    expect(await ask(`${origin.url}/here`)).toMatchObject({ title: 'Here' });
    expect(await ask(`${origin.url}/ssh`)).toMatchObject(BLOCKED);
    expect(await ask('http://127.0.0.1:6379/')).toMatchObject(BLOCKED);
  });
});
