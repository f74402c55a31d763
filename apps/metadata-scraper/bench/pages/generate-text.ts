import type { Random } from './random.ts';

const WORDS = (
  'river council harbour market winter signal garden engine letter island border minister report station summer ' +
  'village bridge court shadow theatre doctor school forest window machine weather music paper captain account ' +
  'said after before under about between through every early later while which their there other first public national'
).split(' ') as [string, ...string[]];

export const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.pick(WORDS)).join(' ');

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export const title = (random: Random): string => capitalised(words(random, 7));

export const sentence = (random: Random): string => `${capitalised(words(random, 16))}.`;

/** Four sentences in a `<p>`, with a link and something in italics. */
export const paragraph = (random: Random): string =>
  `<p>${sentence(random)} ${sentence(random)} <a href="https://other.example/${random.pick(WORDS)}" rel="noopener">${words(random, 3)}</a> ${sentence(random)} It&#8217;s <em>${words(random, 2)}</em> &mdash; ${sentence(random)}</p>\n`;
