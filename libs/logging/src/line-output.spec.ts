import { Writable } from 'node:stream';

import { createLineOutput } from './line-output.ts';

/** A stream whose reader takes nothing until told to. */
const slowStream = () => {
  const taken: string[] = [];
  let release: (() => void) | undefined;
  let open = false;
  const stream = new Writable({
    decodeStrings: false,
    highWaterMark: 10,
    write: (chunk: string, _encoding, done) => {
      if (chunk !== '') taken.push(chunk);
      if (open) setImmediate(done);
      else release = done;
    },
  });
  return {
    stream,
    taken,
    read: () => {
      open = true;
      release?.();
    },
  };
};

describe('the way out of lines', () => {
  it('drops lines beyond its bound while the reader is slow, and tells how many once it is back', async () => {
    const { stream, taken, read } = slowStream();
    const lines = createLineOutput(stream, (lost) => `lost ${lost}\n`, 50);
    for (let i = 0; i < 20; i++) lines.write('0123456789');
    read();
    await lines.flush(5000);
    expect(taken.filter((line) => line === '0123456789')).toHaveLength(6);
    lines.write('after');
    await lines.flush(5000);
    expect(taken.slice(-2)).toEqual(['lost 14\n', 'after']);
  });

  it('tells nothing where nothing was lost', async () => {
    const { stream, taken, read } = slowStream();
    const lines = createLineOutput(stream, (lost) => `lost ${lost}\n`);
    for (let i = 0; i < 5; i++) lines.write('0123456789');
    read();
    await lines.flush(5000);
    expect(taken.join('')).not.toContain('lost');
  });

  it('waits no longer for a slow reader than it may', async () => {
    const { stream } = slowStream();
    const lines = createLineOutput(stream, () => '');
    lines.write('a');
    await expect(lines.flush(10)).resolves.toBeUndefined();
  });

  it('goes on, to nowhere, when the reader is gone', async () => {
    const { stream } = slowStream();
    const lines = createLineOutput(stream, () => '');
    lines.write('a');
    const flushed = lines.flush(60_000);
    stream.destroy(new Error('EPIPE'));
    await flushed;
    lines.write('b');
    await expect(lines.flush(60_000)).resolves.toBeUndefined();
  });
});
