import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { BenchCase, BenchOptions } from './bench-case.ts';

export interface CommandLine extends BenchOptions {
  readonly cases: readonly BenchCase[];
  readonly json: boolean;
  /** As typed, for the report. */
  readonly words: readonly string[];
}

const HELP = `npx nx bench metadata-scraper [options]

  --only=<case>[,<case>…]   only these; docs/performance.md stays as it is
  --corpus=<folder>         extract from the HTML files of this folder, not from generated ones
  --pages=<number>          how many pages to generate (200)
  --seconds=<number>        how long each load of constant arrivals lasts (10)
  --cached-pages=<number>   how many pages fill the cache for its memory (20000)
  --json                    print the figures as JSON
  --help

Cases: `;

/**
 * @param words what was typed after the command
 * @returns what to run, or the text to print instead
 * @throws a TypeError for an unknown option, an Error for an unknown case or a wrong number
 */
export function readOptions(words: readonly string[], all: readonly BenchCase[]): CommandLine | string {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string' },
      corpus: { type: 'string' },
      pages: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '10' },
      'cached-pages': { type: 'string', default: '20000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return HELP + all.map(({ name }) => name).join(', ');
  return {
    cases: values.only === undefined ? all : values.only.split(',').map((name) => caseNamed(name, all)),
    source: { corpus: values.corpus && fromCaller(values.corpus), count: positive('pages', values.pages) },
    seconds: positive('seconds', values.seconds),
    cachedPages: positive('cached-pages', values['cached-pages']),
    json: values.json,
    words,
  };
}

/** Nx runs this in the project's folder; npm says where the caller was. */
const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

function caseNamed(name: string, all: readonly BenchCase[]): BenchCase {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  throw new Error(`There is no case "${name}"; the cases are ${all.map((one) => one.name).join(', ')}.`);
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} takes a whole number above 0, not "${text}".`);
}
