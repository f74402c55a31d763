import { createOutages } from './outages.ts';

describe('the log of outages', () => {
  const outagesOf = (secret = '') => {
    const lines: string[] = [];
    const log = (_message: string, { what, reason }: { what?: unknown; reason?: unknown } = {}): void => {
      lines.push([what, reason].join(' ').trim());
    };
    return { lines, outages: createOutages({ warn: log, info: log }, secret) };
  };

  it('tells of each thing that fails once, and that it works again', () => {
    const { lines, outages } = outagesOf();
    for (let times = 0; times < 3; times++) {
      outages.failed('read', new Error('Full.'));
      outages.failed('write', new Error('Full.'));
    }
    outages.works('read');
    outages.works('read');
    expect(lines).toEqual(['read Error: Full.', 'write Error: Full.', 'read']);
  });

  it('is quiet about what fails and works by turns', () => {
    const { lines, outages } = outagesOf();
    for (let times = 0; times < 3; times++) {
      outages.failed('read', new Error('Full.'));
      outages.works('read');
    }
    expect(lines).toEqual(['read Error: Full.', 'read']);
  });

  it('tells of every address of a name', () => {
    const { lines, outages } = outagesOf();
    outages.failed('connection', new AggregateError([new Error('not ::1'), new Error('not 127.0.0.1')]));
    expect(lines).toEqual(['connection Error: not ::1, Error: not 127.0.0.1']);
  });

  it('masks the secret', () => {
    const { lines, outages } = outagesOf('hunter2');
    outages.failed('connection', new Error('unknown command AUTH hunter2'));
    expect(lines).toEqual(['connection Error: unknown command AUTH [masked]']);
  });
});
