import { z } from 'zod';

import { TROUBLE_CODES } from '../trouble/trouble.ts';

/** What is kept in a cluster, as it is read again: people and other versions of this library may have written it. */
const release = z.object({
  service: z.string(),
  version: z.string(),
  digest: z.string(),
  image: z.string(),
  commit: z.string(),
  subject: z.string(),
  author: z.string(),
  createdAt: z.string(),
});

const actor = z.object({ id: z.string(), name: z.string(), groups: z.array(z.string()).exactOptional() });

const request = {
  id: z.string(),
  kind: z.enum(['deploy', 'rollback', 'canary', 'promote', 'withdraw']),
  actor,
  confirmedBy: actor.exactOptional(),
  from: release.nullable(),
  to: release,
  reason: z.string().exactOptional(),
};

const trouble = z.object({
  code: z.enum(TROUBLE_CODES),
  sentence: z.string(),
  logs: z.array(z.string()).exactOptional(),
});

/** Everything that is needed to go on with a deploy. */
const underWay = z.object({
  ...request,
  phase: z.enum(['starting', 'applying', 'rolling-out', 'settling', 'rolling-back']),
  /** Of a canary; else 0. */
  percent: z.number().default(0),
  /** ISO 8601. */
  startedAt: z.string(),
  message: z.string().exactOptional(),
  trouble: trouble.exactOptional(),
  backTo: release.exactOptional(),
  /** The Deployment's revision before; null where there was no Deployment. */
  revision: z.string().nullable(),
  leftOut: z.array(z.string()),
  notes: z.array(z.string()),
  /** What Prometheus said before, by the name of the figure. */
  figures: z.record(z.string(), z.number()),
});

const entry = z.object({
  ...request,
  at: z.string(),
  durationMs: z.number(),
  outcome: z.enum(['live', 'canary', 'withdrawn', 'rolled-back', 'failed', 'handed-over']),
  why: z.string().exactOptional(),
});

const refused = z.object({ version: z.string(), digest: z.string(), why: z.string(), at: z.string() });

const canary = z.object({ id: z.string(), release, percent: z.number(), actor, since: z.string() });

/** What is kept of a service in an environment: each part is an annotation of its Lease. */
export const LEDGER = {
  underWay: underWay.nullable().default(null),
  history: z.array(entry).default([]),
  healthy: z.array(release).default([]),
  refused: z.array(refused).default([]),
  canary: canary.nullable().default(null),
};

/** What is kept of a lock: one annotation of its Lease. */
export const lockSchema = z.object({
  service: z.string(),
  actor,
  reason: z.string(),
  since: z.string(),
  /** When people were last reminded of it. */
  remindedAt: z.string().optional(),
});

export type UnderWay = z.output<typeof underWay>;
export type CanaryRecord = z.output<typeof canary>;
export type LockRecord = z.output<typeof lockSchema>;
