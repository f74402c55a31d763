import { registeredEndpoint } from './oembed-registry.ts';

const endpoint = (url: string): Promise<string | null> => registeredEndpoint(new URL(url));

describe('registeredEndpoint', () => {
  it.each([
    'https://www.youtube.com/watch?v=abc',
    'https://m.youtube.com/watch?v=abc',
    'https://youtu.be/abc',
    'https://youtube.com/playlist?list=abc',
  ])('knows the provider of %s', async (url) => {
    expect(await endpoint(url)).toBe('https://www.youtube.com/oembed');
  });

  it('takes the address of an http scheme with https, too', async () => {
    expect(await endpoint('https://www.23hq.com/ann/photo/1')).toBe('http://www.23hq.com/23/oembed');
  });

  it('puts in the format', async () => {
    expect(await endpoint('https://vimeo.com/123')).toBe('https://vimeo.com/api/oembed.json');
  });

  it.each([
    'https://example.com/',
    'https://youtube.com.evil.example/watch?v=abc',
    'https://notyoutube.com/watch?v=abc',
    'http://www.youtube.com/watch?v=abc',
    'https://www.youtube.com/about',
    'https://www.23hq.com/ann/video/1',
    'https://localhost/',
  ])('knows none for %s', async (url) => {
    expect(await endpoint(url)).toBeNull();
  });
});
