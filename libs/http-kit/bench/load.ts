import { connect } from 'node:net';

/**
 * Asks one URL over and over on kept connections, as cheaply as a client can: bytes are counted, not parsed. Every
 * answer has to be as long as the first.
 *
 * @returns how many answers came
 */
export async function load(url: string, connections: number, durationMs: number): Promise<number> {
  const end = performance.now() + durationMs;
  const counts = await Promise.all(Array.from({ length: connections }, () => askOnOne(new URL(url), end)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function askOnOne({ hostname, port, pathname, host }: URL, end: number): Promise<number> {
  const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\naccept: */*\r\n\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let length = 0;
    let received = 0;
    let count = 0;
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (length === 0) length = answerLength(chunk);
      received += chunk.length;
      if (received < length) return;
      received -= length;
      count += 1;
      if (performance.now() < end) socket.write(request);
      else socket.destroy();
    });
    socket.on('close', () => {
      resolve(count);
    });
    socket.write(request);
  });
}

function answerLength(first: Buffer): number {
  const text = first.toString('latin1');
  const body = /content-length: (\d+)/i.exec(text)?.[1];
  return text.indexOf('\r\n\r\n') + 4 + Number(body);
}
