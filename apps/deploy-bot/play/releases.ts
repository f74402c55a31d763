import type { PodRule } from '@exemplar/testing/kubernetes';

/** A version that the play's registry has. */
export interface PlayRelease {
  readonly service: string;
  readonly subject: string;
  readonly author: string;
  /** How old it is, in hours. */
  readonly hours: number;
  readonly logLevel: string;
  /** What its pods do; they come up, without. */
  readonly fate?: Omit<PodRule, 'image' | 'namespace'>;
  /** For people: `crashes`. */
  readonly trouble?: string;
}

const STACK = [
  '{"level":"info","message":"Starting"}',
  '{"level":"error","message":"DATABASE_URL is not set. Wanted: a URL such as postgres://db/orders"}',
];

/** Of each service, the oldest first: that one runs when the play begins. */
export const RELEASES: readonly PlayRelease[] = [
  {
    service: 'metadata-scraper',
    subject: 'Read what pages say of their authors',
    author: 'Ada',
    hours: 200,
    logLevel: 'info',
  },
  {
    service: 'metadata-scraper',
    subject: 'Keep every picture in memory',
    author: 'Grace',
    hours: 120,
    logLevel: 'info',
    fate: { pods: 'out-of-memory', after: 2 },
    trouble: 'takes more memory than it may',
  },
  {
    service: 'metadata-scraper',
    subject: 'Read titles that are cut short',
    author: 'Ada',
    hours: 30,
    logLevel: 'info',
  },
  {
    service: 'metadata-scraper',
    subject: 'Say more in the log',
    author: 'Edsger',
    hours: 4,
    logLevel: 'verbose',
  },
  { service: 'orders', subject: 'Take orders', author: 'Grace', hours: 300, logLevel: 'info' },
  {
    service: 'orders',
    subject: 'Ask the warehouse before saying yes',
    author: 'Grace',
    hours: 90,
    logLevel: 'info',
    fate: { pods: 'not-ready' },
    trouble: 'never becomes ready',
  },
  {
    service: 'orders',
    subject: 'Count what was sold',
    author: 'Ada',
    hours: 48,
    logLevel: 'info',
    fate: { pods: 'crash-when-ready', after: 4, log: STACK },
    trouble: 'crashes soon after it serves',
  },
  {
    service: 'orders',
    subject: 'Keep orders in a database',
    author: 'Edsger',
    hours: 2,
    logLevel: 'info',
    fate: { pods: 'crash', exitCode: 78, log: STACK },
    trouble: 'crashes at its start',
  },
  { service: 'payments', subject: 'Take money', author: 'Ada', hours: 500, logLevel: 'info' },
  {
    service: 'payments',
    subject: 'Build for another processor',
    author: 'Edsger',
    hours: 60,
    logLevel: 'info',
    fate: { pods: 'image-not-found' },
    trouble: 'its image cannot be pulled',
  },
  {
    service: 'payments',
    subject: 'Read the key of the bank from a Secret',
    author: 'Grace',
    hours: 20,
    logLevel: 'info',
    fate: { pods: 'config-missing', message: 'secret "payments-bank" not found' },
    trouble: 'a Secret is missing',
  },
  { service: 'payments', subject: 'Give money back', author: 'Ada', hours: 1, logLevel: 'info' },
];
