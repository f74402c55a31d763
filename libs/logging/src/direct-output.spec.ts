import { once } from 'node:events';

import { createDirectOutput } from './direct-output.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('an output that is written to at once', () => {
  it('writes the rest of what was taken in part', () => {
    const taken: string[] = [];
    const output = createDirectOutput((bytes) => {
      taken.push(bytes.toString('utf8', 0, 4));
      return Math.min(4, bytes.length);
    });
    output.write('a long line\n');
    expect(taken.join('')).toBe('a long line\n');
  });

  it('waits for a terminal that its user has stopped, and loses nothing', async () => {
    let refusals = 3;
    const taken: string[] = [];
    const output = createDirectOutput((bytes) => {
      if (refusals-- > 0) throw failure('EAGAIN');
      taken.push(bytes.toString());
      return bytes.length;
    });
    output.write('one\n');
    output.end('two\n');
    expect(taken).toEqual([]);
    await once(output, 'finish');
    expect(taken).toEqual(['one\n', 'two\n']);
  });

  it('loses what a full disk does not take, and goes on when it does again', () => {
    let isFull = true;
    const taken: string[] = [];
    const output = createDirectOutput((bytes) => {
      if (isFull) throw failure('ENOSPC');
      taken.push(bytes.toString());
      return bytes.length;
    });
    output.write('lost\n');
    isFull = false;
    output.write('kept\n');
    expect(taken).toEqual(['kept\n']);
  });
});
