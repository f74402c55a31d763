import { setTimeout as sleep } from 'node:timers/promises';

import type { Rate } from './profiles.ts';

/**
 * Has requests arrive at a rate, whatever becomes of those before them, as they do from many users. Each is told when it was due: a
 * server, or a client, that stalls is charged for all who waited meanwhile, and nothing is left to coordinated omission.
 *
 * @param ask sends one; it does not fail
 * @param signal that no more shall arrive
 * @returns how many there were, and how many of them were under way when the time was over; when all are through
 */
export async function arrive(
  rate: Rate,
  seconds: number,
  ask: (dueAt: number) => Promise<void>,
  signal: AbortSignal,
): Promise<{ readonly sent: number; readonly left: number }> {
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  let sent = 0;
  const end = start + seconds * 1000;
  for (let due = start; due < end; due += 1000 / rate((due - start) / 1000)) {
    await until(due, signal);
    if (signal.aborted) break;
    const asked = ask(due);
    underWay.add(asked);
    void asked.then(() => underWay.delete(asked));
    sent += 1;
  }
  await until(end, signal);
  const left = underWay.size;
  await Promise.all(underWay);
  return { sent, left };
}

async function until(time: number, signal: AbortSignal): Promise<void> {
  const early = time - performance.now();
  if (early > 0) await sleep(early, undefined, { signal }).catch(() => undefined);
}
