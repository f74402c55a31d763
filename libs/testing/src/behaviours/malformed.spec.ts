import { type Behaviour, startOrigin } from '../origin.ts';
import { rawRequest } from '../raw-request.ts';
import { hugeHeaders, malformed, wrongLength } from './malformed.ts';

const answerOf = async (behaviour: Behaviour): Promise<string> => {
  await using origin = await startOrigin({ '/': behaviour });
  return await rawRequest({ port: origin.port, send: 'GET / HTTP/1.1\r\nhost: a\r\n\r\n' });
};

describe('a malformed answer', () => {
  it('is the bytes it was told to be', async () => {
    expect(await answerOf(malformed('NONSENSE\r\n\r\n'))).toBe('NONSENSE\r\n\r\n');
    expect(await answerOf(malformed(Buffer.from([0, 255])))).toBe('\x00\xff');
  });

  it('promises another length', async () => {
    expect(await answerOf(wrongLength(100, 'short'))).toMatch(/content-length: 100\r\n\r\nshort$/);
    expect(await answerOf(wrongLength(1, Buffer.from('long')))).toMatch(/content-length: 1\r\n\r\nlong$/);
  });

  it('has headers of any size', async () => {
    expect((await answerOf(hugeHeaders(100_000))).length).toBeGreaterThan(100_000);
  });
});
