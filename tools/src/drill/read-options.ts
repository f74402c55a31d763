import { didYouMean } from '@exemplar/deploy-engine/did-you-mean';

import { wrongUsage } from '../program/failure.ts';
import { parseOptions } from '../program/parse-options.ts';
import { positiveNumber } from '../program/positive-number.ts';
import type { Drill } from './drill-row.ts';

export const USAGE = 'npx nx drill <service> [--only=<drill>,…] [--seconds=<n>] [--json]';

const OPTIONS = {
  only: { type: 'string' },
  seconds: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** How long a service is loaded before a trouble, while it lasts, and after it. */
const SECONDS = 2;

export interface DrillOptions {
  readonly drills: readonly Drill[];
  readonly seconds: number;
  readonly json: boolean;
}

/** @throws Failure for wrong usage */
export function readOptions(words: readonly string[], all: readonly Drill[]): DrillOptions {
  const { only, seconds, json } = parseOptions(words, OPTIONS, USAGE);
  return {
    drills: only === undefined ? all : only.split(',').map((name) => drillOf(name, all)),
    seconds: positiveNumber('seconds', seconds, USAGE) ?? SECONDS,
    json,
  };
}

function drillOf(wanted: string, all: readonly Drill[]): Drill {
  const drill = all.find(({ name }) => name === wanted);
  if (drill !== undefined) return drill;
  const names = all.map(({ name }) => name);
  throw wrongUsage(`--only names "${wanted}".${didYouMean(wanted, names)} Wanted: ${names.join(', ')}.`, USAGE);
}
