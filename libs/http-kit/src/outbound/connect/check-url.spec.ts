import { checkUrl, parsePorts, parseTarget } from './check-url.ts';

describe('parseTarget', () => {
  it.each([
    ['http://example.com', 'http://example.com/'],
    ['HTTPS://EXAMPLE.com:443/a b', 'https://example.com/a%20b'],
    ['http://0x7f.1', 'http://127.0.0.1/'],
    ['http://ＥＸＡＭＰＬＥ.com', 'http://example.com/'],
    ['http://bücher.example', 'http://xn--bcher-kva.example/'],
    ['http://example.com.', 'http://example.com./'],
  ])('reads %s as %s', (text, href) => {
    expect(parseTarget(text).href).toBe(href);
  });

  it('takes a URL that was read already', () => {
    const url = new URL('http://example.com');
    expect(parseTarget(url)).toBe(url);
  });

  it.each([
    '',
    '/a',
    'example.com',
    'http://',
    'ftp://example.com',
    'file:///etc/passwd',
    'data:,a',
    'http://[fe80::1%25eth0]/',
    'http://a b/',
  ])('refuses "%s"', (text) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: 'invalid-url' }) as Error);
  });

  it.each(['http://user@example.com', 'http://:secret@example.com', 'https://user:secret@example.com'])(
    'refuses %s for its credentials and does not repeat them',
    (text) => {
      expect(() => parseTarget(text)).toThrow('The URL carries credentials.');
    },
  );
});

describe('checkUrl', () => {
  const check = (url: string, ports: string) => () => {
    checkUrl(new URL(url), parsePorts(ports));
  };

  it('lets the allowed ports pass, given or meant', () => {
    expect(check('http://example.com', '80')).not.toThrow();
    expect(check('https://example.com', '443')).not.toThrow();
    expect(check('https://example.com:8443', '443,8443')).not.toThrow();
    expect(check('http://example.com:1', ' * ')).not.toThrow();
  });

  it('refuses any other port', () => {
    const message = 'Port 25 of example.com is not allowed.';
    expect(check('http://example.com:25', '80,443')).toThrow(
      expect.objectContaining({ code: 'blocked-target', message }) as Error,
    );
    expect(check('https://example.com', '80')).toThrow('Port 443');
    expect(check('https://example.com', '')).toThrow('Port 443');
  });

  it('refuses a scheme that only a redirect can lead to', () => {
    const message = 'The redirect leaves http and https for file:';
    expect(check('file:///etc/passwd', '*')).toThrow(
      expect.objectContaining({ code: 'blocked-target', message }) as Error,
    );
  });
});

describe('parsePorts', () => {
  it('reads a list', () => {
    expect(parsePorts('80, 443,,65535')).toEqual([80, 443, 65_535]);
    expect(parsePorts('*')).toBe('*');
  });

  it.each(['0', '65536', 'http', '-1', '1e3', '8 0'])('refuses %s', (entry) => {
    expect(() => parsePorts(`80,${entry}`)).toThrow(new RangeError(`"${entry}" is not a port`));
  });
});
