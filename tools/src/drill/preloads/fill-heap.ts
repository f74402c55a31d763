import { getHeapStatistics } from 'node:v8';

/** How much is in use then. */
const wanted = Number(process.env.DRILL_HEAP_BYTES);
/** Numbers of an array, of eight bytes each. */
const BLOCK = 65_536;

let ballast: number[][] = [];

const isFull = (): boolean => getHeapStatistics().used_heap_size >= wanted;

/** A first signal fills the heap, the next one empties it. Workers get no signals. */
process.on('SIGUSR2', () => {
  if (ballast.length > 0) ballast = [];
  else while (!isFull()) ballast.push(new Array<number>(BLOCK).fill(0.5));
});
