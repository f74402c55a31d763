import { nearest } from './nearest.ts';

/** The question ` Did you mean …?` with the name that differs least, where one is like it; else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  const [closest] = nearest(name, names);
  return closest === undefined ? '' : ` Did you mean ${closest}?`;
}
