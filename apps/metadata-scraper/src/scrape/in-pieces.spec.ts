import { inPieces } from './in-pieces.ts';

const bodyOf = async function* (...lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const length of lengths) yield await Promise.resolve(new Uint8Array(length).fill(length % 251));
};

describe('inPieces', () => {
  it('cuts large chunks and leaves out none of their bytes', async () => {
    const pieces = await Array.fromAsync(inPieces(bodyOf(40_000, 0, 10)));
    expect(pieces.map(({ length }) => length)).toEqual([16_384, 16_384, 7_232, 10]);
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(await Array.fromAsync(bodyOf(40_000, 0, 10))));
  });

  it('lets others have their turn when the pieces took long', async () => {
    let time = 0;
    let turns = 0;
    const turnsAtPiece: number[] = [];
    for await (const piece of inPieces(bodyOf(5 * 16_384), () => time)) {
      if (piece.length > 0) turnsAtPiece.push(turns);
      setImmediate(() => {
        turns += 1;
      });
      time += 3;
    }
    expect(turnsAtPiece).toEqual([0, 0, 2, 2, 4]);
  });

  it('lets one page go on in a turn, however many there are', async () => {
    let time = 0;
    const pieces: number[] = [];
    const turns: number[] = [];
    let turn = 0;
    const count = (): void => {
      turn += 1;
      if (pieces.length < 4) setImmediate(count);
    };
    const read = async (page: number): Promise<void> => {
      for await (const piece of inPieces(bodyOf(2 * 16_384), () => (time += 10))) {
        if (piece.length > 0) pieces.push(page);
        turns.push(turn);
      }
    };
    setImmediate(count);
    await Promise.all([read(1), read(2)]);
    expect(pieces).toEqual([1, 2, 1, 2]);
    expect(turns[3]).toBeGreaterThan(turns[2] ?? Infinity);
  });
});
