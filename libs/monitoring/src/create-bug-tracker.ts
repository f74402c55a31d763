import type { ErrorEvent, Scope } from '@sentry/node';

import { type Logger, redact, type RequestContext, requestContext } from '@exemplar/logging';

import { breadcrumbsOf } from './breadcrumbs-of.ts';
import { causeChain, codeOf } from './cause-chain.ts';
import { fingerprintOf } from './fingerprint-of.ts';
import { createReportLimit } from './report-limit.ts';

export interface BugTrackerOptions {
  /** Where to report to; undefined: nowhere, and nothing of Sentry is loaded. */
  readonly dsn?: string;
  readonly environment: string;
  readonly service: string;
  readonly version: string;
  /** The team that answers for the service: reports are routed by it. */
  readonly owner?: string | undefined;
  readonly logger: Logger;
}

export interface BugTracker {
  /**
   * Reports a bug, with the request it happened in. Expected failures are not to be reported.
   *
   * @param extra what else is known; secrets are masked
   */
  report(error: unknown, extra?: Readonly<Record<string, unknown>>): void;
  /** Resolves when what was reported has been sent, or the time is over. Never rejects. */
  flush(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** A DSN that Sentry's SDK cannot read. */
export class BugTrackerError extends Error {
  override readonly name = 'BugTrackerError';
  readonly code = 'invalid-dsn';
}

const CLOSE_MS = 2000;

/** Checked before the SDK sees it, which would print a wrong one in full. */
const DSN = /^https?:\/\/[^@/\s]+@[^@/\s]+\/(?:[^@\s]*\/)?\d+$/;

const NOWHERE: BugTracker = {
  report: () => undefined,
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * Makes what reports bugs to Sentry.
 *
 * The SDK is loaded only when there is a DSN, and only its client is used: without its global set-up nothing is
 * instrumented, so a request costs nothing until it fails.
 *
 * @throws BugTrackerError for a DSN that cannot be read
 */
export async function createBugTracker({ dsn, ...options }: BugTrackerOptions): Promise<BugTracker> {
  return dsn === undefined ? NOWHERE : sentryTracker(dsn, options);
}

async function sentryTracker(dsn: string, options: Omit<BugTrackerOptions, 'dsn'>): Promise<BugTracker> {
  const { environment, service, version, owner, logger } = options;
  if (!DSN.test(dsn)) {
    throw new BugTrackerError('SENTRY_DSN is no DSN of Sentry: it looks like https://<key>@<host>/<project number>.');
  }
  const sentry = await import('@sentry/node');
  const client = new sentry.NodeClient({
    dsn,
    environment,
    release: `${service}@${version}`,
    transport: sentry.makeNodeTransport,
    stackParser: sentry.defaultStackParser,
    integrations: [
      sentry.linkedErrorsIntegration(),
      sentry.extraErrorDataIntegration(),
      sentry.nodeContextIntegration(),
      sentry.contextLinesIntegration(),
    ],
    enableRuntimeChannelInjection: false,
    sendClientReports: false,
    traceLifecycle: 'static', // else it streams spans, of which there are none
    beforeSend: scrubbed,
  });
  const scope = new sentry.Scope();
  scope.setClient(client);
  scope.setTags({ service, ...(owner !== undefined && { owner }) });
  client.init();
  logger.debug('bugs are reported to Sentry', { environment });

  const limit = createReportLimit(Date.now);
  return {
    report: (error, extra = {}) => {
      try {
        if (!limit.allows(error)) return;
        const own = about(scope.clone(), error, extra);
        inContext(own, requestContext()).captureException(error);
      } catch (failure) {
        logger.warn('a bug could not be reported', { error: failure });
      }
    },
    flush: async (timeoutMs) => {
      await client.flush(timeoutMs);
    },
    close: async () => {
      await client.close(CLOSE_MS);
    },
  };
}

/** What is known of the bug itself. */
function about(scope: Scope, error: unknown, extra: Readonly<Record<string, unknown>>): Scope {
  const [code] = causeChain(error).flatMap((link) => codeOf(link) ?? []);
  if (code !== undefined) scope.setTag('code', code);
  return scope.setFingerprint(fingerprintOf(error) ?? []).setExtras(redact(extra) as Record<string, unknown>);
}

/** What is known of the request it happened in, and what that logged. */
function inContext(scope: Scope, context: RequestContext | undefined): Scope {
  if (context === undefined) return scope;
  const { requestId, route, traceId, spanId, lines = [] } = context;
  scope.setTags({ request_id: requestId, ...(route !== undefined && { route }) });
  scope.setPropagationContext({ traceId, parentSpanId: spanId, sampleRand: 0 });
  for (const breadcrumb of breadcrumbsOf(lines)) scope.addBreadcrumb(breadcrumb);
  return scope;
}

/** Nothing of the client comes along; what the error says, and what led to it, is redacted as logs are. */
function scrubbed(event: ErrorEvent): ErrorEvent {
  delete event.request;
  delete event.user;
  const { exception, message, extra, contexts, breadcrumbs, tags } = event;
  return Object.assign(event, redact({ exception, message, extra, contexts, breadcrumbs, tags }));
}
