import { once } from 'node:events';
import { connect } from 'node:net';

import { startOrigin } from '../origin.ts';
import { rawRequest } from '../raw-request.ts';
import { until } from '../until.ts';
import { informationalFlood } from './informational-flood.ts';
import { html } from './respond.ts';

const send = 'GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';

describe('a flood of hints', () => {
  it('comes before the answer', async () => {
    await using origin = await startOrigin({ '/': informationalFlood(2500, html('at last')) });
    const answer = await rawRequest({ port: origin.port, send });
    expect(answer.split('103 Early Hints')).toHaveLength(2501);
    expect(answer).toMatch(/at last$/);
  });

  it('comes before an empty answer unless told otherwise', async () => {
    await using origin = await startOrigin({ '/': informationalFlood(1) });
    const answer = await rawRequest({ port: origin.port, send });
    expect(answer).toMatch(/^HTTP\/1\.1 103 .*HTTP\/1\.1 200 OK/s);
  });

  it('may have no end, and ends when the client leaves', async () => {
    await using origin = await startOrigin({ '/': informationalFlood(Infinity) });
    const client = connect(origin.port, origin.host);
    client.write(send);
    for (let read = 0; read < 1_000_000;) {
      const [chunk] = (await once(client, 'data')) as [Buffer];
      read += chunk.length;
    }
    client.destroy();
    await until(() => origin.open === 0, 'the connection to end');
    expect(origin.connections).toBe(1);
  });
});
