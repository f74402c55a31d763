import { type HopRequest, locationOf, redirectedRequest } from './redirect.ts';

function request(overrides: Partial<HopRequest> = {}): HopRequest {
  return { url: new URL('https://a.example/dir/page?q=1#top'), method: 'GET', headers: {}, ...overrides };
}

describe('locationOf', () => {
  it('is the Location of the statuses that redirect', () => {
    const statuses = [200, 201, 300, 301, 302, 303, 304, 305, 307, 308, 400];
    expect(statuses.filter((status) => locationOf(status, '/a') === '/a')).toEqual([301, 302, 303, 307, 308]);
  });

  it('is undefined for an answer that names none', () => {
    expect(locationOf(302, undefined)).toBeUndefined();
  });
});

describe('redirectedRequest', () => {
  it.each([
    ['/b', 'https://a.example/b#top'],
    ['b?x', 'https://a.example/dir/b?x#top'],
    ['//b.example', 'https://b.example/#top'],
    ['http://B.example/#end', 'http://b.example/#end'],
    ['', 'https://a.example/dir/page?q=1#top'],
    ['https://user:secret@b.example/', 'https://b.example/#top'],
    ['file:///etc/passwd', 'file:///etc/passwd#top'],
    [Buffer.from('/grüße').toString('latin1'), 'https://a.example/gr%C3%BC%C3%9Fe#top'],
    ['/gr\xfc', 'https://a.example/gr%C3%BC#top'],
  ])('reads the Location "%s" as %s', (location, href) => {
    expect(redirectedRequest(request(), 302, location).url.href).toBe(href);
  });

  it('refuses what is not a URL', () => {
    expect(() => redirectedRequest(request(), 302, 'http://')).toThrow(
      expect.objectContaining({
        code: 'upstream-redirects',
        message: 'a.example redirects to what is not a URL.',
      }) as Error,
    );
  });

  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [303, 'PUT', 'GET'],
    [302, 'HEAD', 'HEAD'],
    [303, 'HEAD', 'HEAD'],
  ])('turns, on %i, %s into %s, and drops the body with the method', (status, method, next) => {
    const headers = { 'content-type': 'text/plain', accept: '*/*' };
    const redirected = redirectedRequest(request({ method, headers, body: 'body' }), status, '/b');
    expect(redirected.method).toBe(next);
    expect([redirected.body, redirected.headers]).toEqual(
      next === 'GET' ? [undefined, { accept: '*/*' }] : ['body', headers],
    );
  });

  it('keeps the headers within an origin and sends only harmless ones to another', () => {
    const headers = {
      authorization: 'Bearer a',
      cookie: 'a',
      'x-api-key': 'a',
      traceparent: 'a',
      accept: 'a',
      'user-agent': 'a',
    };
    expect(redirectedRequest(request({ headers }), 302, '/b').headers).toEqual(headers);
    for (const location of ['https://b.example/', 'http://a.example/', 'https://a.example:8443/']) {
      const redirected = redirectedRequest(request({ headers }), 302, location);
      expect(redirected.headers).toEqual({ accept: 'a', 'user-agent': 'a' });
    }
  });
});
