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

/** What is worked on in each turn of the event loop until all pages have ended, where each piece, and each end, takes so long. */
const readInTurns = async (pages: Readonly<Record<string, AsyncIterable<Uint8Array>>>, pieceMs: number) => {
  let time = 0;
  const begin = createTurns(() => time);
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
      for await (const piece of inPieces(body, begin())) work(`${name} ${piece.length}`);
    } finally {
      work(`${name} ends`);
    }
  };
  countTurn();
  await Promise.allSettled(Object.entries(pages).map(([name, body]) => read(name, body)));
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

  it('works on one page in a turn, however many there are, and on the ends of pages, too', async () => {
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

  it('goes on with a page while there is time, and of no other less was read', async () => {
    const pages = { a: bodyOf(3 * PIECE), b: bodyOf(10) };
    expect(await readInTurns(pages, 1)).toEqual([
      [`a ${PIECE}`],
      ['b 10', 'b ends'],
      [`a ${PIECE}`, `a ${PIECE}`, 'a ends'],
    ]);
  });

  it('lets a small page go before a hundred large ones that came first', async () => {
    const large = Array.from({ length: 100 }, (_, at) => [`large ${at}`, bodyOf(4 * PIECE)] as const);
    const worked = (await readInTurns({ ...Object.fromEntries(large), small: bodyOf(1000) }, 10)).flat();
    expect(worked.slice(1, 3)).toEqual(['small 1000', 'small ends']);
    expect(worked).toHaveLength(100 * 5 + 2);
  });
});
