import { spawnSync } from 'node:child_process';

import { createMetrics } from '../src/index.ts';

describe('what Prometheus reads', () => {
  it('follows its conventions', async () => {
    const metrics = createMetrics({ service: 'shop', version: '1.2.3', commit: 'abc' });
    metrics.http.requestStarted();
    metrics.http.requestFinished({ method: 'GET', route: '/a', status: 500, seconds: 0.1, errorCode: 'internal' });
    metrics.outbound.finished({ client: 'pages', outcome: 'ok', seconds: 0.1 });
    const { error, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: await metrics.render(),
      encoding: 'utf8',
    });
    metrics.close();
    if (error !== undefined) throw new Error('promtool is missing: apt-get install prometheus', { cause: error });
    expect(stdout + stderr).toBe('');
  });
});
