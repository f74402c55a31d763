import { reset, stall } from './behaviours/cut.ts';
import { html } from './behaviours/respond.ts';
import { slowBody } from './behaviours/slow.ts';
import { freePort } from './free-port.ts';
import { startOrigin } from './origin.ts';
import { rawRequest } from './raw-request.ts';

const send = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

describe('rawRequest', () => {
  it('half-closes the connection when told to', async () => {
    await using origin = await startOrigin({ '/': html('a') });
    expect(await rawRequest({ port: origin.port, send: Buffer.from(send), end: true })).toMatch(/^HTTP\/1.1 200 OK/);
  });

  it('gives what came before a reset', async () => {
    await using origin = await startOrigin({ '/': reset('half') });
    expect(await rawRequest({ port: origin.port, send })).toContain('half');
  });

  it('says what came when the server leaves the connection open', async () => {
    await using origin = await startOrigin({ '/': slowBody({ start: 'a', chunk: 'b', everyMs: 60_000 }) });
    await expect(rawRequest({ port: origin.port, send, timeoutMs: 500 })).rejects.toThrow(
      /^The server kept the connection open for 500 ms after it had sent: HTTP\/1\.1 200 OK/,
    );
    origin.on('/', stall());
    await expect(rawRequest({ port: origin.port, send, timeoutMs: 20 })).rejects.toThrow(/had sent: $/);
  });

  it('fails when nobody listens', async () => {
    await expect(rawRequest({ port: await freePort(), send })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
