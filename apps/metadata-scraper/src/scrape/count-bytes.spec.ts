import { createMetrics } from '@exemplar/monitoring';

import { createByteCount } from './count-bytes.ts';

describe('createByteCount', () => {
  it('tells what was read from what was left, as far as the origin declared it', async () => {
    const metrics = createMetrics({ service: 'spec', version: '1' });
    const count = createByteCount(metrics);
    count({ headers: { 'content-length': '100' }, wireBytes: () => 30 });
    count({ headers: {}, wireBytes: () => 5 });
    count({ headers: { 'content-length': 'nonsense' }, wireBytes: () => 1 });
    count({ headers: { 'content-length': '1' }, wireBytes: () => 4 });
    const text = await metrics.render();
    expect(text).toMatch(/^page_bytes_total\{.*part="read".*\} 40$/m);
    expect(text).toMatch(/^page_bytes_total\{.*part="left".*\} 70$/m);
  });
});
