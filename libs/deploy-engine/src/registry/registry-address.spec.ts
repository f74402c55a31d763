import { parseRegistryAddress } from './registry-address.ts';

describe('the address of a registry', () => {
  it.each([
    ['registry.example.com/exemplar', 'registry.example.com', 'https://registry.example.com', 'exemplar/'],
    ['registry.example.com:5000', 'registry.example.com:5000', 'https://registry.example.com:5000', ''],
    ['ghcr.io/acme/shop', 'ghcr.io', 'https://ghcr.io', 'acme/shop/'],
    ['docker.io/acme', 'docker.io', 'https://registry-1.docker.io', 'acme/'],
    ['localhost:5000/a', 'localhost:5000', 'http://localhost:5000', 'a/'],
    ['127.0.0.1:5000', '127.0.0.1:5000', 'http://127.0.0.1:5000', ''],
    ['[::1]:5000/a', '[::1]:5000', 'http://[::1]:5000', 'a/'],
    ['registry.localhost', 'registry.localhost', 'http://registry.localhost', ''],
  ])('%s is taken apart', (base, host, origin, prefix) => {
    expect(parseRegistryAddress(base)).toEqual({ host, origin, prefix });
  });

  it('is without TLS only where that is said, or on this machine', () => {
    expect(parseRegistryAddress('registry.lan', true).origin).toBe('http://registry.lan');
    expect(parseRegistryAddress('localhost:5000', false).origin).toBe('https://localhost:5000');
  });

  it.each(['https://registry.example.com', 'registry.example.com/', 'a b', ''])('"%s" is none', (base) => {
    expect(() => parseRegistryAddress(base)).toThrow(
      `"${base}" is no address of a registry. Wanted: its host and, where it has one, the path of its images, ` +
        'without a scheme: registry.example.com/exemplar.',
    );
  });
});
