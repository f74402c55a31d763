import { OutboundError } from '@exemplar/http-kit';

import { type Clock, within } from './clock.ts';
import type { Answer, Entry, Validators } from './entry.ts';

/** What a load gives. */
export type Loaded =
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      readonly validators: Validators;
      /** How long it is fresh, in ms. */
      readonly lifetimeMs: number;
    }
  /** The origin says that nothing changed since the validators it was given. */
  | { readonly kind: 'unchanged'; readonly lifetimeMs: number };

/**
 * Reads a page.
 *
 * @param previous the validators of what is kept; null where nothing is, or it has none
 * @throws OutboundError where it could not be read
 */
export type Load = (previous: Validators | null) => Promise<Loaded>;

/**
 * Runs a load, but no longer than `timeoutMs`.
 *
 * @param known what is kept of the page
 * @throws what the load throws; OutboundError `upstream-timeout` where it does not settle
 */
export async function runLoad(load: Load, known: Entry | undefined, timeoutMs: number, clock: Clock): Promise<Loaded> {
  const late = (): Error => new OutboundError('upstream-timeout', `The page was not read within ${timeoutMs} ms.`);
  return within(clock, timeoutMs, load(validatorsOf(known)), late);
}

function validatorsOf(known: Entry | undefined): Validators | null {
  if (known === undefined) return null;
  const { etag, lastModified } = known.validators;
  return etag === null && lastModified === null ? null : known.validators;
}

/**
 * The entry to keep of what was loaded.
 *
 * @throws TypeError where a load says that something never kept is unchanged
 */
export function entryOf(loaded: Loaded, known: Entry | undefined, now: number): Entry {
  const times = { loadedAt: now, freshUntil: now + loaded.lifetimeMs };
  if (loaded.kind === 'answer') return { answer: loaded.answer, validators: loaded.validators, ...times };
  if (known === undefined) throw new TypeError('The load says "unchanged", but was given no validators.');
  return { ...known, ...times };
}
