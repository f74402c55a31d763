import { measureImage, readImageSize } from './measure-image.ts';

const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const gif = Buffer.from('GIF89a\x05\0\x03\0', 'latin1');
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>');

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

describe('measuring an image', () => {
  it.each([
    ['a PNG', png(1200, 630), { width: 1200, height: 630, type: 'image/png' }],
    ['a GIF', gif, { width: 5, height: 3, type: 'image/gif' }],
    ['an SVG', svg, { width: 40, height: 30, type: 'image/svg+xml' }],
  ])('tells the size and type of %s', (_, bytes, facts) => {
    expect(measureImage(bytes)).toEqual(facts);
  });

  it.each([
    ['no image', Buffer.from('hello')],
    ['too short', png(1, 1).subarray(0, 12)],
    ['empty', Buffer.alloc(0)],
    ['of no width', png(0, 5)],
    ['of no height', png(5, 0)],
    ['an icon of an unknown kind', Buffer.from('69636e73000000ff0000000000000100', 'hex')],
    ['a kind that no browser shows', Buffer.from('P1 3 2 ', 'latin1')],
  ])('says nothing of bytes that are %s', (_, bytes) => {
    expect(measureImage(bytes)).toBeNull();
  });

  it('needs no more bytes than tell the size', async () => {
    let given = 0;
    const body = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of inChunks(Buffer.concat([png(7, 8), Buffer.alloc(1_000_000)]), 100)) {
        given += chunk.length;
        yield chunk;
      }
    };
    expect(await readImageSize(body())).toEqual({ width: 7, height: 8, type: 'image/png' });
    expect(given).toBeLessThan(1000);
  });

  it('is not put off by bytes that come one at a time', async () => {
    expect(await readImageSize(inChunks(png(7, 8), 1))).toEqual({ width: 7, height: 8, type: 'image/png' });
  });

  it('gives up on a body that never tells', async () => {
    let given = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 10_000;
        yield await Promise.resolve(Buffer.alloc(10_000));
      }
    };
    expect(await readImageSize(endless())).toBeNull();
    expect(given).toBeLessThan(600_000);
  });
});
