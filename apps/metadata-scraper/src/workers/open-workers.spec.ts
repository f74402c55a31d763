import { createMetrics } from '@exemplar/monitoring';

import { openWorkers, reportFailures } from './open-workers.ts';

const surroundings = () => {
  const metrics = createMetrics({ service: 'spec', version: '1' });
  const lines: unknown[] = [];
  const logger = { warn: (...line: readonly unknown[]) => lines.push(line) } as never;
  return { metrics, logger, lines };
};

describe('openWorkers', () => {
  it('makes workers whose failures are counted', async () => {
    const { metrics, logger, lines } = surroundings();
    const workers = openWorkers({ metrics, logger });
    expect(await workers.readPdf(new Uint8Array(10_000_001))).toBeNull();
    await workers.close();
    expect(await metrics.render()).toMatch(/^worker_failures_total\{.*worker="pdf",reason="too-large".*\} 1$/m);
    expect(lines).toEqual([]);
  });
});

describe('reportFailures', () => {
  it('logs what points to a fault of ours', async () => {
    const { metrics, logger, lines } = surroundings();
    const error = new Error('died');
    reportFailures({ metrics, logger })({ worker: null, reason: 'failed', error });
    expect(lines).toEqual([['a worker failed', { worker: null, reason: 'failed', error }]]);
    expect(await metrics.render()).toMatch(/^worker_failures_total\{.*worker="none",reason="failed".*\} 1$/m);
  });
});
