import { startOrigin } from '../origin.ts';
import { until } from '../until.ts';
import { endless } from './endless.ts';

describe('an endless body', () => {
  it('comes for as long as the client reads, and ends when it leaves', async () => {
    await using origin = await startOrigin({ '/': endless(Buffer.alloc(65_536)) });
    const { body } = await fetch(origin.url);
    let read = 0;
    for await (const chunk of body ?? []) {
      read += (chunk as Uint8Array).length;
      if (read > 5_000_000) break;
    }
    expect(read).toBeGreaterThan(5_000_000);
    await until(() => origin.open === 0, 'the connection to end');
  });

  it('starts as told', async () => {
    await using origin = await startOrigin({ '/': endless('b', 'a') });
    const { body } = await fetch(origin.url);
    let first = '';
    for await (const chunk of body ?? []) {
      first += Buffer.from(chunk as Uint8Array).toString();
      if (first.length > 1) break;
    }
    expect(first).toMatch(/^abb*$/);
  });

  it('is not made of nothing', () => {
    expect(() => endless('')).toThrow('The chunk of an endless body is empty');
  });
});
