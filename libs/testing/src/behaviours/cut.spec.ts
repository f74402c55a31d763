import { once } from 'node:events';
import { connect } from 'node:net';

import { startOrigin } from '../origin.ts';
import { until } from '../until.ts';
import { reset, stall } from './cut.ts';

const GET = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

describe('a reset', () => {
  it('comes instead of an answer', async () => {
    await using origin = await startOrigin({ '/': reset() });
    const client = connect(origin.port, origin.host);
    client.write(GET);
    await expect(once(client, 'close')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('comes within the body', async () => {
    await using origin = await startOrigin({ '/': reset('<title>a') });
    const answer = await fetch(origin.url);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });
});

describe('a stall', () => {
  it('takes the request, never answers, and ends when the client leaves', async () => {
    await using origin = await startOrigin({ '/': stall() });
    const client = connect(origin.port, origin.host);
    let answered = false;
    client.on('data', () => (answered = true));
    client.write(GET);
    await origin.waitForRequest();
    client.destroy();
    await until(() => origin.open === 0, 'the connection to end');
    expect(answered).toBe(false);
  });
});
