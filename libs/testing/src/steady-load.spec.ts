import { reset, stall } from './behaviours/cut.ts';
import { html, respond } from './behaviours/respond.ts';
import { slowBody } from './behaviours/slow.ts';
import { startOrigin } from './origin.ts';
import { steadyLoad } from './steady-load.ts';

describe('a steady load', () => {
  it('counts the answers by status', async () => {
    let asked = 0;
    await using origin = await startOrigin({
      '/': (request, response) => {
        respond({ status: ++asked === 1 ? 503 : 200 })(request, response);
      },
    });
    const result = await steadyLoad(origin.url, { connections: 3, until: () => asked >= 20 });
    expect(result).toMatchObject({ lost: [], refused: 0, answered: result.sent });
    expect(result.statuses).toEqual({ 200: result.sent - 1, 503: 1 });
    expect(origin.connections).toBe(3);
  });

  it('ends after so many requests', async () => {
    await using origin = await startOrigin({ '/': html('a') });
    expect(await steadyLoad(origin.url, { connections: 4, requests: 10 })).toMatchObject({ sent: 10, answered: 10 });
  });

  it('ends after its time, and waits for answers under way', async () => {
    await using origin = await startOrigin({ '/': slowBody({ chunk: 'a', everyMs: 30, times: 2 }) });
    const result = await steadyLoad(origin.url, { connections: 2, durationMs: 20 });
    expect(result).toMatchObject({ answered: result.sent, statuses: { 200: result.sent } });
    expect(result.sent).toBeGreaterThan(0);
  });

  it('makes a connection for each request when told to', async () => {
    await using origin = await startOrigin({ '/': html('a') });
    await steadyLoad(origin.url, { connections: 1, requests: 3, keepAlive: false });
    expect(origin.connections).toBe(3);
  });

  it('tells a lost request from one that was refused', async () => {
    await using origin = await startOrigin({ '/': reset(), '/half': reset('half') });
    const once = { connections: 1, requests: 1 };
    expect(await steadyLoad(origin.url, once)).toMatchObject({ answered: 0, lost: ['read ECONNRESET'] });
    expect((await steadyLoad(`${origin.url}/half`, once)).lost).toHaveLength(1);
    await origin.close();
    expect(await steadyLoad(origin.url, once)).toMatchObject({ sent: 1, refused: 1, lost: [] });
  });

  it('counts a request as lost when nothing comes', async () => {
    await using origin = await startOrigin({
      '/': stall(),
      '/half': slowBody({ start: 'a', chunk: 'b', everyMs: 60_000 }),
    });
    const once = { connections: 1, requests: 1, timeoutMs: 50 };
    for (const path of ['', '/half']) {
      const { lost } = await steadyLoad(`${origin.url}${path}`, once);
      expect(lost).toEqual(['no byte came for 50 ms']);
    }
  });
});
