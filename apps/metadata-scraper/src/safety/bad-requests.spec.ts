import { html, type Origin, rawRequest, redirect, startOrigin, startService } from '@exemplar/testing';

import { startScraper } from '../../fixtures/start-scraper.ts';

type Service = Awaited<ReturnType<ReturnType<typeof startScraper>>>;
type Problem = Readonly<Record<string, unknown>>;

const JSON_BODY = { method: 'POST', headers: { 'content-type': 'application/json' } };

describe('a request that is wrong', () => {
  let origin: Origin;
  let service: Service;
  let page: string;

  beforeAll(async () => {
    origin = await startOrigin({ '*': html('<title>A page</title>') });
    service = await startService(startScraper(), { LOG_LEVEL: 'error' });
    page = encodeURIComponent(`${origin.url}/page`);
  });

  afterAll(async () => {
    await service.stop();
    await origin.close();
  });

  const get = (query: string): Promise<Response> => fetch(`${service.url}/v1/metadata?${query}`);
  const post = (body: string, query = ''): Promise<Response> =>
    fetch(`${service.url}/v1/metadata/batch${query}`, { ...JSON_BODY, body });
  const problemOf = async (answer: Response): Promise<Problem> => {
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return (await answer.json()) as Problem;
  };

  it.each([
    ['', 'url'],
    ['url=', 'not an absolute URL'],
    ['url', 'not an absolute URL'],
    ['url=%', '%'],
    ['url=%E0%A4%A', '%'],
    ['url=%FF', ''],
    ['%FF=1&url=http://a.example/', ''],
    ['url=http://a.example/&url=http://b.example/', 'url'],
    ['url[]=http://a.example/', 'url'],
    ['url[x]=http://a.example/', 'url'],
    ['url=http://a.example/&fresh=TRUE', 'fresh'],
    ['url=http://a.example/&fresh=1', 'fresh'],
    ['url=http://a.example/&fresh=true&fresh=true', 'fresh'],
    ['url=http://a.example/&probe=', 'probe'],
    ['url=http://a.example/&fields=', 'field'],
    ['url=http://a.example/&fields=__proto__', '__proto__'],
    ['url=http://a.example/&fields=constructor,title', 'constructor'],
    ['url=http://a.example/&__proto__=x', '__proto__'],
    ['url=http://a.example/&%00=x', ''],
    [`url=http://a.example/&fields=${'title,'.repeat(1000)}x`, ''],
    ['URL=http://a.example/', 'url'],
    ['url=relative', 'not an absolute URL'],
    ['url=//a.example/', 'not an absolute URL'],
    ['url=javascript:alert(1)', 'http'],
    ['url=file:///etc/passwd', 'http'],
    ['url=data:text/html,x', 'http'],
    ['url=http://', 'not an absolute URL'],
    ['url=http://%00/', 'not an absolute URL'],
    ['url=http://u@a.example/', 'credentials'],
    ['url=http://:p@a.example/', 'credentials'],
  ])('is told so: ?%s', async (query, named) => {
    const answer = await get(query);
    expect(answer.status).toBe(400);
    const problem = await problemOf(answer);
    expect(['invalid-request', 'invalid-url']).toContain(problem.code);
    expect(problem.detail).toContain(named);
    expect(String(problem.detail).length).toBeLessThan(1000);
  });

  it('by a query that is too long is answered, and not read', async () => {
    const answer = await get(`url=${'x'.repeat(100_000)}`);
    expect([400, 414, 431]).toContain(answer.status);
  });

  it('by line breaks in the URL makes no header of its own, there and back', async () => {
    const url = encodeURIComponent(`${origin.url}/a\r\nx-injected: 1\r\n\r\nb`);
    const answer = await get(`url=${url}`);
    expect(answer.headers.get('x-injected')).toBeNull();
    const asked = origin.requests.find(({ url: path }) => path.includes('injected'));
    expect(asked?.headers).not.toHaveProperty('x-injected');
    expect(asked?.url).toBe('/ax-injected:%201b');
  });

  it('by an origin that puts line breaks into a location or a type makes none either', async () => {
    origin.on('/away', redirect(`${origin.url}/b%0d%0ax-injected:%201`));
    const answer = await get(`fresh=true&url=${encodeURIComponent(`${origin.url}/away`)}`);
    expect(answer.headers.get('x-injected')).toBeNull();
    expect(origin.requests.at(-1)?.headers).not.toHaveProperty('x-injected');
  });

  it.each([
    ['no body', '', 400],
    ['no object', '[]', 400],
    ['null', 'null', 400],
    ['no URLs', '{}', 400],
    ['an empty list', '{"urls":[]}', 400],
    ['more than a hundred', JSON.stringify({ urls: Array.from({ length: 101 }, () => 'http://a.example/') }), 400],
    ['what are no strings', '{"urls":[1,null,{}]}', 400],
    ['a great many mistakes', JSON.stringify({ urls: Array.from({ length: 20_000 }, () => 1) }), 400],
    ['lists in lists', '{"urls":[["http://a.example/"]]}', 400],
    ['a string', '{"urls":"http://a.example/"}', 400],
    ['JSON that breaks off', '{"urls":["http://a.exa', 400],
    ['JSON that is deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400],
    ['a prototype', '{"__proto__":{"urls":["http://a.example/"]}}', 400],
    ['what is too large', JSON.stringify({ urls: ['x'.repeat(5_000_000)] }), 413],
  ])('by a batch with %s is told so', async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    const problem = await problemOf(answer);
    expect(problem.code).toBe(status === 413 ? 'payload-too-large' : 'invalid-request');
    expect(JSON.stringify(problem).length).toBeLessThan(10_000);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx'])(
    'by a batch of the type %s is told so',
    async (type) => {
      const answer = await fetch(`${service.url}/v1/metadata/batch`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '{"urls":["http://a.example/"]}',
      });
      expect(await problemOf(answer)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    },
  );

  it('by one URL of a batch spoils no other', async () => {
    const urls = [
      'x',
      '',
      'file:///etc/passwd',
      'http://10.0.0.1/',
      '\0',
      `${origin.url}/page`,
      'http://[',
      `http://${'a'.repeat(5000)}/`,
    ];
    const lines = (await (await post(JSON.stringify({ urls }))).text()).trimEnd().split('\n');
    const results = lines.map((line) => JSON.parse(line) as { index: number; metadata?: object; problem?: object });
    expect(results.map(({ index }) => index).sort()).toEqual(urls.map((_, index) => index));
    expect(results.filter(({ metadata }) => metadata !== undefined)).toMatchObject([{ index: 5 }]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'POST'])('by the method %s is told which there are', async (method) => {
    const answer = await fetch(`${service.url}/v1/metadata?url=${page}`, { method });
    expect(answer.headers.get('allow')).toContain('GET');
    expect(await problemOf(answer)).toMatchObject({ status: 405, code: 'method-not-allowed' });
  });

  it.each([
    ['a NUL in the path', 'GET /v1/\0 HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['two lengths', 'POST /v1/metadata/batch HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
    [
      'a length and chunks',
      'POST /v1/metadata/batch HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['huge headers', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
    ['no HTTP', 'hello\r\n\r\n'],
    ['no host', 'GET /v1/metadata HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ])('by %s is refused', async (_, send) => {
    const answer = await rawRequest({ port: Number(new URL(service.url).port), send });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('leaves the service as it was', async () => {
    const answer = await get(`url=${page}`);
    expect(await answer.json()).toMatchObject({ title: 'A page' });
  });
});

describe('what a page says', () => {
  it('cannot run where the answer is shown', async () => {
    const script = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    await using origin = await startOrigin({
      '/': html(
        `<title>${script.replaceAll('<', '&lt;')}</title><meta property="og:url" content="javascript:alert(1)">`,
      ),
    });
    await using service = await startService(startScraper(), { LOG_LEVEL: 'error' });
    for (const url of [`${origin.url}/`, `http://a.example/%3Cscript%3E<script>`, '<script>alert(1)</script>']) {
      const answer = await fetch(`${service.url}/v1/metadata?url=${encodeURIComponent(url)}`);
      expect(answer.headers.get('content-type')).toMatch(/^application\/(?:problem\+)?json/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toMatch(/(?:default|script)-src '(?:none|self)'/);
    }
  });
});
