import { captureStream } from './capture-stream.ts';

describe('captured logs', () => {
  it('are text, lines, and JSON', () => {
    const captured = captureStream();
    captured.stream.write('{"a":1}\nplain\n{broken\n{"b":');
    expect(captured.text()).toBe('{"a":1}\nplain\n{broken\n{"b":');
    captured.stream.write(Buffer.from('2}\n'));
    expect(captured.lines()).toEqual(['{"a":1}', 'plain', '{broken', '{"b":2}']);
    expect(captured.json()).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('are whole when a character comes in two parts', () => {
    const captured = captureStream();
    const line = Buffer.from('{"a":"é"}\n');
    captured.stream.write(line.subarray(0, 7));
    captured.stream.write(line.subarray(7));
    expect(captured.json()).toEqual([{ a: 'é' }]);
  });

  it('can be waited for, whether they are there or come', async () => {
    const captured = captureStream();
    const waiting = captured.waitFor(({ b }) => b === 2);
    captured.stream.write('{"a":1}\n');
    captured.stream.write('{"b":2}\n');
    expect(await waiting).toEqual({ b: 2 });
    expect(await captured.waitFor(({ a }) => a === 1)).toEqual({ a: 1 });
  });

  it('are shown when the awaited line does not come', async () => {
    const captured = captureStream();
    captured.stream.write('{"message":"ready"}\n');
    await expect(captured.waitFor(({ message }) => message === 'closed', 20)).rejects.toThrow(
      "a JSON log line that matches did not come within 20 ms; the last of 1: [ { message: 'ready' } ]",
    );
  });
});
