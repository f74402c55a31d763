import { createTurns } from './create-turns.ts';
import { inPieces } from './in-pieces.ts';

const PIECE = 16_384;

const bodyOf = async function* (...lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const length of lengths) yield await Promise.resolve(new Uint8Array(length).fill(length % 251));
};

const brokenBody = async function* (): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new Uint8Array(10));
  throw new Error('it broke off');
};

/** As between what two sockets receive: what follows of the first is done, and it is still the same turn of the event loop. */
const nextCallback = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });

/** What is worked on in each turn of the event loop until all pages have ended, where each piece, and each end, takes so long. */
const readInTurns = async (pages: Readonly<Record<string, AsyncIterable<Uint8Array>>>, pieceMs: number) => {
  let time = 0;
  const nextTurn = createTurns(() => time);
  const turns: string[][] = [];
  let isOver = false;
  const countTurn = (): void => {
    turns.push([]);
    if (!isOver) setImmediate(countTurn);
  };
  const work = (what: string): void => {
    turns.at(-1)?.push(what);
    time += pieceMs;
  };
  const read = async (name: string, body: AsyncIterable<Uint8Array>): Promise<void> => {
    try {
      for await (const piece of inPieces(body, nextTurn)) work(`${name} ${piece.length}`);
    } finally {
      work(`${name} ends`);
    }
  };
  countTurn();
  const reads: Promise<void>[] = [];
  for (const [name, body] of Object.entries(pages)) {
    reads.push(read(name, body));
    await nextCallback();
  }
  await Promise.allSettled(reads);
  isOver = true;
  return turns.filter((worked) => worked.length > 0);
};

describe('inPieces', () => {
  it('cuts large chunks and leaves out none of their bytes', async () => {
    const pieces = await Array.fromAsync(inPieces(bodyOf(40_000, 0, 10)));
    expect(pieces.map(({ length }) => length)).toEqual([PIECE, PIECE, 7_232, 10]);
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(await Array.fromAsync(bodyOf(40_000, 0, 10))));
  });

  it('lets others have their turn when the pieces took long', async () => {
    expect(await readInTurns({ a: bodyOf(4 * PIECE) }, 3)).toEqual([
      [`a ${PIECE}`, `a ${PIECE}`],
      [`a ${PIECE}`, `a ${PIECE}`],
      ['a ends'],
    ]);
  });

  it('takes as many turns as there is work, and for the ends of pages, too', async () => {
    const pages = { a: bodyOf(2 * PIECE), b: bodyOf(PIECE), c: brokenBody() };
    expect(await readInTurns(pages, 10)).toEqual([
      [`a ${PIECE}`],
      ['c 10'],
      ['c ends'],
      [`b ${PIECE}`],
      ['b ends'],
      [`a ${PIECE}`],
      ['a ends'],
    ]);
  });

  it('reads ordinary pages in one go, several in a turn', async () => {
    const pages = { a: bodyOf(PIECE, PIECE), b: bodyOf(10), c: bodyOf(20) };
    expect(await readInTurns(pages, 0.5)).toEqual([
      [`a ${PIECE}`, `a ${PIECE}`, 'a ends', 'b 10', 'b ends', 'c 20', 'c ends'],
    ]);
  });

  it('goes on with a long page while there is time, and of no other less was read', async () => {
    const pages = { a: bodyOf(3 * PIECE), b: bodyOf(3 * PIECE), c: bodyOf(10) };
    expect(await readInTurns(pages, 2)).toEqual([
      [`a ${PIECE}`, `a ${PIECE}`, `a ${PIECE}`],
      ['c 10', 'c ends'],
      [`b ${PIECE}`, `b ${PIECE}`, `b ${PIECE}`],
      ['a ends'],
      ['b ends'],
    ]);
  });

  it('has a long page wait for another of which less was read', async () => {
    const pages = { a: bodyOf(PIECE), b: bodyOf(6 * PIECE), c: bodyOf(6 * PIECE) };
    const times = (count: number, what: string): readonly string[] => Array<string>(count).fill(what);
    expect(await readInTurns(pages, 0.9)).toEqual([
      [`a ${PIECE}`, 'a ends', ...times(4, `b ${PIECE}`)],
      times(5, `c ${PIECE}`),
      [...times(2, `b ${PIECE}`), 'b ends'],
      [`c ${PIECE}`, 'c ends'],
    ]);
  });

  it('lets a small page go before a hundred large ones that came first', async () => {
    const large = Array.from({ length: 100 }, (_, at) => [`large ${at}`, bodyOf(4 * PIECE)] as const);
    const worked = (await readInTurns({ ...Object.fromEntries(large), small: bodyOf(1000) }, 10)).flat();
    expect(worked.slice(1, 3)).toEqual(['small 1000', 'small ends']);
    expect(worked).toHaveLength(100 * 5 + 2);
  });
});
