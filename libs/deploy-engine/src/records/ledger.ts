import { z } from 'zod';

import { LEDGER } from './record-schema.ts';

/** What is kept of a service in an environment. */
const ledgerSchema = z.object(LEDGER);

export type Ledger = z.output<typeof ledgerSchema>;

/** What annotations of this library begin with. */
export const PREFIX = 'deploy.exemplar.dev/';

const KEYS = {
  underWay: `${PREFIX}under-way`,
  history: `${PREFIX}history`,
  healthy: `${PREFIX}healthy`,
  refused: `${PREFIX}refused`,
  canary: `${PREFIX}canary`,
} as const satisfies Record<keyof Ledger, string>;

const PARTS = Object.keys(KEYS) as readonly (keyof Ledger)[];

/** Of each list, the newest are kept: all annotations of an object may have 256 KiB. */
const KEPT = { history: 20, healthy: 5, refused: 20 } as const;

/** Reads what a Lease's annotations hold. A part that cannot be read counts as none. */
export function readLedger(annotations: Readonly<Record<string, string>> = {}): Ledger {
  const parts = PARTS.map((part) => [part, LEDGER[part].safeParse(jsonOf(annotations[KEYS[part]])).data]);
  return ledgerSchema.parse(Object.fromEntries(parts));
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The annotations that hold it. A part that holds nothing is left out. */
export function ledgerAnnotations(ledger: Ledger): Readonly<Record<string, string>> {
  const bounded: Ledger = {
    ...ledger,
    history: ledger.history.slice(0, KEPT.history),
    healthy: ledger.healthy.slice(0, KEPT.healthy),
    refused: ledger.refused.slice(0, KEPT.refused),
  };
  const held = PARTS.filter((part) => !isEmpty(bounded[part]));
  return Object.fromEntries(held.map((part) => [KEYS[part], JSON.stringify(bounded[part])]));
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
