import type { Outcome } from '../engine/progress.ts';
import type { TroubleCode } from '../trouble/trouble.ts';
import type { Ledger } from './ledger.ts';
import type { UnderWay } from './record-schema.ts';

/** What says nothing against the release itself. */
const BLAMELESS: ReadonlySet<TroubleCode> = new Set(['registry', 'interrupted', 'internal']);

/**
 * What is kept of a service when a deploy of it has ended.
 *
 * @param now milliseconds since 1970
 */
export function finished(ledger: Ledger, record: UnderWay, outcome: Outcome, now: number): Ledger {
  const wasLive = outcome === 'live';
  return {
    underWay: null,
    history: [entryOf(record, outcome, now), ...ledger.history.filter(({ id }) => id !== record.id)],
    healthy: wasLive ? healthyWith(ledger, record) : ledger.healthy,
    refused: refusedWith(ledger, record, outcome, now),
    canary: canaryAfter(ledger, record, outcome, now),
  };
}

const entryOf = (record: UnderWay, outcome: Outcome, now: number): Ledger['history'][number] => ({
  id: record.id,
  kind: record.kind,
  actor: record.actor,
  ...(record.confirmedBy !== undefined && { confirmedBy: record.confirmedBy }),
  from: record.from,
  to: record.to,
  ...(record.reason !== undefined && { reason: record.reason }),
  at: record.startedAt,
  durationMs: Math.max(0, now - Date.parse(record.startedAt)),
  outcome,
  ...(record.trouble !== undefined && { why: record.trouble.sentence }),
});

/** What somebody went back from is not what anybody wants to go back to. */
function healthyWith({ healthy }: Ledger, { kind, from, to }: UnderWay): Ledger['healthy'] {
  const left = kind === 'rollback' ? from?.digest : undefined;
  return [to, ...healthy.filter(({ digest }) => digest !== to.digest && digest !== left)];
}

function refusedWith({ refused }: Ledger, record: UnderWay, outcome: Outcome, now: number): Ledger['refused'] {
  const { to, trouble, phase } = record;
  const others = refused.filter(({ digest }) => digest !== to.digest);
  if (outcome === 'live') return others;
  const isBad = trouble !== undefined && phase !== 'starting' && !BLAMELESS.has(trouble.code);
  if (!isBad) return refused;
  return [
    { version: to.version, digest: to.digest, why: trouble.sentence, at: new Date(now).toISOString() },
    ...others,
  ];
}

function canaryAfter({ canary }: Ledger, record: UnderWay, outcome: Outcome, now: number): Ledger['canary'] {
  const { id, to, actor, percent, phase, kind } = record;
  if (outcome === 'canary') return { id, release: to, percent, actor, since: new Date(now).toISOString() };
  const wasTouched = phase !== 'starting' || kind === 'withdraw';
  return wasTouched ? null : canary;
}
