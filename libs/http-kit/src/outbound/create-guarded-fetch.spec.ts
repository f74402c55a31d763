import {
  bomb,
  encoded,
  html,
  hugeHeaders,
  informationalFlood,
  malformed,
  redirect,
  reset,
  respond,
  stall,
  startOrigin,
  until,
  wrongLength,
} from '@exemplar/testing';

import { dns, guardedFetch, origin, outcomes, read } from '../../fixtures/guarded-fetch.ts';
import { parseCidrs } from './address/cidr.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './create-guarded-fetch.ts';
import { upstreamStatusError } from './outbound-error.ts';

async function readFrom(path: string, options: GuardedFetchOptions = {}): Promise<string> {
  const page = await guardedFetch(options).openPage(origin.url + path);
  return (await read(page)).text;
}

describe('openPage', () => {
  it('gives status, headers and body, and asks as it was told', async () => {
    origin.on('/page', html('<title>Hello</title>', { 'x-a': 'b' }));
    const fetch = guardedFetch({ userAgent: 'Spec/1.0' });
    const page = await fetch.openPage(`${origin.url}/page?q`, {
      accept: 'text/html',
      headers: { 'Accept-Language': 'de' },
    });
    expect(page).toMatchObject({ url: `${origin.url}/page?q`, status: 200, redirects: [], headers: { 'x-a': 'b' } });
    expect(await read(page)).toEqual({ text: '<title>Hello</title>' });
    expect([page.wireBytes(), page.truncated()]).toEqual([20, false]);
    expect(origin.requests[0]?.headers).toMatchObject({
      'user-agent': 'Spec/1.0',
      accept: 'text/html',
      'accept-language': 'de',
      'accept-encoding': 'gzip, deflate, br, zstd',
    });
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'ok', status: 200 }]);
  });

  it('introduces itself to each host on the way as it was told', async () => {
    dns.set('shy.example', { addresses: ['127.0.0.1'] });
    origin.on('/moved', redirect(`http://shy.example:${origin.port}/page`));
    origin.on('/page', html('for crawlers'));
    const fetch = guardedFetch({
      userAgent: ({ hostname }) => (hostname === 'shy.example' ? 'Known/1.0' : 'Spec/1.0'),
    });
    await read(await fetch.openPage(`${origin.url}/moved`));
    expect(origin.requests.map(({ headers }) => headers['user-agent'])).toEqual(['Spec/1.0', 'Known/1.0']);
  });

  it('leaves it to its caller whether a status is an error', async () => {
    origin.on('/gone', respond({ status: 410, body: 'gone' }));
    const page = await guardedFetch({ name: 'pages' }).openPage(`${origin.url}/gone`);
    expect((await read(page)).text).toBe('gone');
    expect(outcomes).toEqual([{ client: 'pages', outcome: 'upstream-status', status: 410 }]);
    expect(upstreamStatusError(page.url, page.status)).toMatchObject({
      code: 'upstream-status',
      status: 410,
      message: '127.0.0.1 answered 410.',
    });
  });

  it.each(['/relative', 'ftp://example.com', 'http://user:secret@example.com'])(
    'refuses %s before anything is asked',
    async (url) => {
      await expect(guardedFetch().openPage(url)).rejects.toMatchObject({ code: 'invalid-url' });
      expect(outcomes).toEqual([]);
    },
  );

  it('undoes the Content-Encoding and counts the bytes of the wire', async () => {
    const body = 'page '.repeat(10_000);
    origin.on('/page', encoded({ encoding: 'br', body }));
    const page = await guardedFetch().openPage(`${origin.url}/page`);
    expect(await read(page)).toEqual({ text: body });
    expect(page.wireBytes()).toBe(Number(page.headers['content-length']));
  });

  it('ends a bomb at the limit and leaves its connection', async () => {
    origin.on('/bomb', bomb({ encoding: ['gzip', 'br'], size: 30_000_000 }));
    const page = await guardedFetch().openPage(`${origin.url}/bomb`, { maxBytes: 100_000 });
    expect((await read(page)).text).toHaveLength(100_000);
    expect(page.truncated()).toBe(true);
  });

  it('refuses an answer that was encoded over and over', async () => {
    origin.on('/page', html('', { 'content-encoding': 'gzip, gzip, gzip, gzip' }));
    await expect(guardedFetch().openPage(`${origin.url}/page`)).rejects.toThrow(
      '127.0.0.1 encoded its answer too many times.',
    );
  });
});

describe('the address guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'https://169.254.169.254/',
    'http://0.0.0.0/',
    'http://localhost/',
    'https://a.localhost./',
  ])('refuses %s', async (url) => {
    const fetch = guardedFetch({ allowCidrs: [] });
    await expect(fetch.openPage(url)).rejects.toMatchObject({ code: 'blocked-target' });
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'blocked-target' }]);
    expect(dns.queries).toEqual([]);
  });

  it('asks nobody at an address that is not allowed', async () => {
    await expect(guardedFetch({ allowCidrs: [] }).openPage(origin.url)).rejects.toMatchObject({
      message: '127.0.0.1 is not a public address.',
    });
    expect(origin.connections).toBe(0);
  });

  it('lets only the ports of http and https pass unless told otherwise', async () => {
    const fetch = createGuardedFetch();
    await expect(fetch.openPage(origin.url)).rejects.toThrow(`Port ${origin.port} of 127.0.0.1 is not allowed.`);
    fetch.close();
  });

  it('connects to a name by an address that was checked', async () => {
    dns.set('page.example', { addresses: ['127.0.0.1'] });
    origin.on('/', html('page'));
    const page = await guardedFetch().openPage(`http://page.example:${origin.port}/`);
    expect((await read(page)).text).toBe('page');
    expect(origin.requests[0]?.headers.host).toBe(`page.example:${origin.port}`);
  });

  it('refuses a name that resolves to an allowed and a private address', async () => {
    dns.set('page.example', { addresses: ['127.0.0.1', 'fd00::1'] });
    const url = `http://page.example:${origin.port}/`;
    await expect(guardedFetch().openPage(url)).rejects.toMatchObject({ code: 'blocked-target' });
    expect(origin.connections).toBe(0);
  });

  it('refuses a name that was public a moment ago', async () => {
    dns.set('page.example', [{ addresses: ['127.0.0.1'] }, { addresses: ['10.0.0.1'] }]);
    origin.on('/', respond({ body: 'page', headers: { connection: 'close' } }));
    const fetch = guardedFetch();
    const url = `http://page.example:${origin.port}/`;
    await read(await fetch.openPage(url));
    await expect(fetch.openPage(url)).rejects.toMatchObject({ code: 'blocked-target' });
  });

  it('knows names under localhost without asking', async () => {
    origin.on('/', html('page'));
    const page = await guardedFetch().openPage(`http://any.localhost:${origin.port}/`);
    expect((await read(page)).text).toBe('page');
    expect(dns.queries).toEqual([]);
  });

  it('tries the addresses of a name in turn', async () => {
    dns.set('page.example', { addresses: ['127.0.0.2', '127.0.0.1'] });
    origin.on('/', html('page'));
    const page = await guardedFetch({ allowCidrs: parseCidrs('127.0.0.0/8') }).openPage(
      `http://page.example:${origin.port}/`,
    );
    expect((await read(page)).text).toBe('page');
  });

  it.each([
    [{ error: 'NXDOMAIN' }, 'page.example has no address in the DNS (ENOTFOUND).'],
    [{ error: 'SERVFAIL' }, 'page.example could not be looked up in the DNS (ESERVFAIL).'],
  ] as const)('says of a name that does not resolve (%o): %s', async (record, message) => {
    dns.set('page.example', record);
    const opening = guardedFetch().openPage('http://page.example/');
    await expect(opening).rejects.toMatchObject({ code: 'upstream-unreachable', message });
  });
});

describe('redirects', () => {
  it('are followed, and told', async () => {
    origin.on('/a', redirect('/b?x', 301));
    origin.on('/b', redirect('c', 308));
    origin.on('/c', html('page'));
    const page = await guardedFetch().openPage(`${origin.url}/a#part`);
    expect(page.url).toBe(`${origin.url}/c#part`);
    expect(page.redirects).toEqual([`${origin.url}/a#part`, `${origin.url}/b?x#part`]);
    expect((await read(page)).text).toBe('page');
    expect(origin.connections).toBe(1);
    expect(outcomes).toHaveLength(1);
  });

  it.each(['http://169.254.169.254/', 'https://[::1]/', 'http://[::ffff:10.0.0.1]/', 'http://private.example/'])(
    'are checked hop by hop: to %s',
    async (target) => {
      dns.set('private.example', { addresses: ['192.168.0.1'] });
      origin.on('/a', redirect('/b'));
      origin.on('/b', redirect(target));
      await expect(guardedFetch().openPage(`${origin.url}/a`)).rejects.toMatchObject({ code: 'blocked-target' });
    },
  );

  it('are checked hop by hop: to a port that is not allowed, and out of http', async () => {
    const fetch = guardedFetch({ allowPorts: [origin.port] });
    for (const target of ['//127.0.0.1:22/', 'file:///etc/passwd', 'data:text/html,a', 'ftp://example.com/']) {
      origin.on('/a', redirect(target));
      await expect(fetch.openPage(`${origin.url}/a`)).rejects.toMatchObject({ code: 'blocked-target' });
    }
  });

  it('end after as many as are allowed', async () => {
    origin.on('/a', redirect('/b'));
    origin.on('/b', redirect('/c'));
    origin.on('/c', html('page'));
    expect(await readFrom('/a', { maxRedirects: 2 })).toBe('page');
    await expect(guardedFetch({ maxRedirects: 1 }).openPage(`${origin.url}/a`)).rejects.toMatchObject({
      code: 'upstream-redirects',
      message: '127.0.0.1 is one redirect more than the 1 allowed.',
    });
  });

  it('that lead back are refused as a circle', async () => {
    origin.on('/a', redirect('/b'));
    origin.on('/b', redirect('/a'));
    await expect(guardedFetch().openPage(`${origin.url}/a`)).rejects.toThrow('127.0.0.1 redirects in a circle.');
    expect(origin.requests).toHaveLength(2);
  });

  it('to what is not a URL are refused; without a location they are the answer', async () => {
    origin.on('/a', redirect('http://'));
    origin.on('/b', respond({ status: 302, body: 'where to?' }));
    await expect(guardedFetch().openPage(`${origin.url}/a`)).rejects.toMatchObject({ code: 'upstream-redirects' });
    expect(await readFrom('/b')).toBe('where to?');
  });

  it('do not carry credentials or secrets to another origin', async () => {
    await using other = await startOrigin({ '*': html('page') });
    origin.on('/a', redirect(`http://user:secret@127.0.0.1:${other.port}/`));
    const headers = { Authorization: 'Bearer secret', Cookie: 'secret', 'Accept-Language': 'de' };
    const page = await guardedFetch().openPage(`${origin.url}/a`, { headers });
    expect(page.url).toBe(`${other.url}/`);
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(other.requests[0]?.headers).not.toHaveProperty('cookie');
    expect(other.requests[0]?.headers).toHaveProperty('accept-language', 'de');
    page.close();
  });

  it('whose body never ends are followed, and left when the call is over', async () => {
    origin.on('/a', (_request, response) => {
      response.writeHead(302, { location: '/b' });
      response.write('moved');
    });
    origin.on('/b', html('page'));
    expect(await readFrom('/a')).toBe('page');
    await until(() => origin.open === 1);
  });

  it('whose body is cut off are followed', async () => {
    origin.on('/a', malformed('HTTP/1.1 302 Found\r\nlocation: /b\r\ncontent-length: 100\r\n\r\nmoved'));
    origin.on('/b', html('page'));
    expect(await readFrom('/a')).toBe('page');
  });
});

describe('an origin that misbehaves', () => {
  it.each([
    ['resets the connection', reset(), 'closed the connection too early'],
    ['does not speak HTTP', malformed('SSH-2.0-OpenSSH_9.6\r\n'), 'sent what is not HTTP'],
    ['says nothing and leaves', malformed(''), 'closed the connection too early'],
    ['sends endless headers', hugeHeaders(100_000), 'sent headers that are too large'],
    ['sends hints without end', informationalFlood(1000, stall()), 'sent one informational answer after another'],
    [
      'switches protocols',
      malformed('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
      'switched to another protocol',
    ],
  ])('and %s is unreachable', async (_title, behaviour, meaning) => {
    origin.on('/', behaviour);
    await expect(guardedFetch({ retries: 0 }).openPage(origin.url)).rejects.toMatchObject({
      code: 'upstream-unreachable',
      message: expect.stringContaining(`127.0.0.1 ${meaning}`) as string,
    });
    await until(() => origin.open === 0);
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'upstream-unreachable' }]);
  });

  it('is heard after a few early hints, and with more headers than Node takes by default', async () => {
    origin.on('/', informationalFlood(3, html('page')));
    expect(await readFrom('/')).toBe('page');
    origin.on('/', html('page', { 'x-policy': 'x'.repeat(40_000) }));
    expect(await readFrom('/')).toBe('page');
  });

  it('and refuses the connection is unreachable, by any of its addresses', async () => {
    await origin.close();
    dns.set('page.example', { addresses: ['127.0.0.1', '::1'] });
    const fetch = guardedFetch({ allowCidrs: parseCidrs('127.0.0.1,::1') });
    for (const host of ['127.0.0.1', 'page.example']) {
      await expect(fetch.openPage(`http://${host}:${origin.port}/`)).rejects.toMatchObject({
        code: 'upstream-unreachable',
        message: `${host} refused the connection (ECONNREFUSED).`,
      });
    }
  });

  it.each([
    ['cuts its body off', wrongLength(100, 'half a page')],
    ['resets in its body', reset('half a page')],
  ])('and %s gives what came, then fails', async (_title, behaviour) => {
    origin.on('/', behaviour);
    const page = await guardedFetch().openPage(origin.url);
    const { text, failure } = await read(page);
    expect(text).toBe('half a page');
    expect(failure).toMatchObject({
      code: 'upstream-unreachable',
      message: expect.stringContaining('too early') as string,
    });
    expect(failure).not.toHaveProperty('cause.options');
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'upstream-unreachable', status: 200 }]);
  });

  it('and stops speaking HTTP in its body is told apart from one that leaves', async () => {
    const head = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
    origin.on('/', malformed(`${head}4\r\nhalf\r\nno size\r\n`));
    const { text, failure } = await read(await guardedFetch().openPage(origin.url));
    expect(text).toBe('half');
    expect(failure).toMatchObject({ message: expect.stringContaining('sent what is not HTTP (HPE_') as string });
  });

  it('is not even asked with a header that is none', async () => {
    await expect(guardedFetch().openPage(origin.url, { headers: { 'x-a': 'a\nb' } })).rejects.toMatchObject({
      code: 'upstream-unreachable',
      message: '127.0.0.1 cannot be reached (ERR_INVALID_CHAR).',
    });
    expect([origin.requests, outcomes]).toEqual([[], [{ client: 'guarded', outcome: 'upstream-unreachable' }]]);
  });
});
