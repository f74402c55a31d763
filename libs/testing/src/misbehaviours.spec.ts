import {
  type Behaviour,
  endless,
  html,
  hugeHeaders,
  informationalFlood,
  malformed,
  type Origin,
  rawRequest,
  reset,
  slowBody,
  slowHeaders,
  stall,
  startOrigin,
  until,
  wrongLength,
} from './index.ts';

const GET = 'GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
const raw = (origin: Origin): Promise<string> => rawRequest({ port: origin.port, send: GET });
const misbehaving = (behaviour: Behaviour): Promise<Origin> => startOrigin({ '/': behaviour });

/** Asks, and leaves when the first bytes are there, or, where none are expected, after a moment. */
const leaves = async (origin: Origin, expectsBytes: boolean): Promise<string> => {
  const controller = new AbortController();
  const moment = expectsBytes ? 10_000 : 100;
  const timer = setTimeout(() => {
    controller.abort();
  }, moment);
  try {
    const { body } = await fetch(origin.url, { signal: controller.signal });
    for await (const chunk of body ?? []) return Buffer.from(chunk as Uint8Array).toString();
    return '';
  } catch {
    return '';
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
};

describe('misbehaviours', () => {
  it('take their time before the answer', async () => {
    await using origin = await misbehaving(slowHeaders(30, html('late')));
    const started = performance.now();
    expect(await (await fetch(origin.url)).text()).toBe('late');
    expect(performance.now() - started).toBeGreaterThan(25);
  });

  it('take their time over the body', async () => {
    await using origin = await misbehaving(slowBody({ start: 'a', chunk: 'b', everyMs: 5, times: 3 }));
    expect(await (await fetch(origin.url)).text()).toBe('abbb');
  });

  it.each([
    ['slow headers', slowHeaders(60_000, html('')), ''],
    ['a drip that starts with nothing', slowBody({ chunk: 'b', everyMs: 60_000 }), ''],
    ['a drip that never ends', slowBody({ start: 'a', chunk: 'b', everyMs: 60_000 }), 'a'],
    ['an endless body', endless('b', 'a'), 'a'],
    ['a stall', stall(), ''],
  ])('end when the client leaves: %s', async (_, behaviour, first) => {
    await using origin = await misbehaving(behaviour);
    expect((await leaves(origin, first !== '')).slice(0, 1)).toBe(first);
    await until(() => origin.open === 0);
    expect(origin.requests).toHaveLength(1);
  });

  it('send without end for as long as the client reads', async () => {
    await using origin = await misbehaving(endless(Buffer.alloc(65_536)));
    const { body } = await fetch(origin.url);
    let read = 0;
    for await (const chunk of body ?? []) {
      read += (chunk as Uint8Array).length;
      if (read > 5_000_000) break;
    }
    expect(read).toBeGreaterThan(5_000_000);
  });

  it('reset the connection instead of an answer', async () => {
    await using origin = await misbehaving(reset());
    expect(await raw(origin)).toBe('');
  });

  it('reset the connection within the body', async () => {
    await using origin = await misbehaving(reset('<title>a'));
    const answer = await fetch(origin.url);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('answer what is no HTTP', async () => {
    await using origin = await misbehaving(malformed('NONSENSE\r\n\r\n'));
    expect(await raw(origin)).toBe('NONSENSE\r\n\r\n');
  });

  it('promise another length', async () => {
    await using origin = await misbehaving(wrongLength(100, 'short'));
    expect(await raw(origin)).toMatch(/content-length: 100\r\n\r\nshort$/);
  });

  it('have headers of any size', async () => {
    await using origin = await misbehaving(hugeHeaders(100_000));
    expect((await raw(origin)).length).toBeGreaterThan(100_000);
  });

  it('give many hints before the answer', async () => {
    await using origin = await misbehaving(informationalFlood(50, html('at last')));
    const answer = await raw(origin);
    expect(answer.split('103 Early Hints')).toHaveLength(51);
    expect(answer).toMatch(/at last$/);
  });
});
