import { freePort } from './free-port.ts';
import { startOrigin } from './origin.ts';

describe('freePort', () => {
  it('is a port one can listen on', async () => {
    const port = await freePort();
    await using origin = await startOrigin({}, { port });
    expect(origin.port).toBe(port);
  });
});
