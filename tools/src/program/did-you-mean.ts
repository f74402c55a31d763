import { nearest } from '@exemplar/deploy-engine/nearest';

/** The question ` Did you mean …?` with the name that differs least, by at most three letters and half of them; else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  const [closest] = nearest(name, names);
  return closest === undefined ? '' : ` Did you mean ${closest}?`;
}
