import { type Logger, redactText } from '@exemplar/logging';

export type HealthState = 'starting' | 'ready' | 'draining';

/** Throws, or rejects, with why not. */
export type HealthCheck = () => unknown;

export interface CheckResult {
  readonly status: 'ok' | 'failing';
  readonly durationMs: number;
  readonly critical: boolean;
  readonly error?: string;
}

export interface Readiness {
  /** `degraded` is ready: only checks that are not critical fail. */
  readonly status: HealthState | 'degraded' | 'failing';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export interface Liveness {
  readonly status: 'ok';
  readonly state: HealthState;
}

export interface CheckOptions {
  /** Whether the service cannot do its work while the check fails. */
  readonly critical?: boolean;
}

export interface Health {
  /** @throws Error when there is a check of that name */
  addCheck(name: string, check: HealthCheck, options?: CheckOptions): void;
  started(): void;
  draining(): void;
  readonly state: HealthState;
  /** That it answers is all: what a dependency does must never restart a service. */
  liveness(): Liveness;
  /** Runs the checks side by side; who asks meanwhile gets the same run. Never rejects. */
  readiness(): Promise<Readiness>;
}

export interface HealthOptions {
  readonly checkTimeoutMs?: number;
  readonly logger?: Logger;
}

interface NamedCheck {
  readonly name: string;
  readonly run: HealthCheck;
  readonly critical: boolean;
}

export function createHealth({ checkTimeoutMs = 2000, logger }: HealthOptions = {}): Health {
  const checks = new Map<string, NamedCheck>();
  const failing = new Set<string>();
  let state: HealthState = 'starting';
  let underWay: Promise<readonly (readonly [string, CheckResult])[]> | undefined;

  const tell = (name: string, { status, error }: CheckResult): void => {
    if ((status === 'failing') === failing.has(name)) return;
    if (status === 'failing') {
      failing.add(name);
      logger?.warn(`health check ${name} fails`, { check: name, reason: error });
      return;
    }
    failing.delete(name);
    logger?.info(`health check ${name} passes again`, { check: name });
  };
  const runAll = async (): Promise<readonly (readonly [string, CheckResult])[]> => {
    const results = await Promise.all(
      [...checks.values()].map(async (check) => [check.name, await runCheck(check, checkTimeoutMs)] as const),
    );
    for (const [name, result] of results) tell(name, result);
    underWay = undefined;
    return results;
  };
  return {
    addCheck: (name, run, { critical = true } = {}) => {
      if (checks.has(name)) throw new Error(`There is a health check "${name}" already: give this one another name.`);
      checks.set(name, { name, run, critical });
    },
    started: () => {
      // what drains already does not come back
      if (state === 'starting') state = 'ready';
    },
    draining: () => {
      state = 'draining';
    },
    get state() {
      return state;
    },
    liveness: () => ({ status: 'ok', state }),
    readiness: async () => {
      const results = await (underWay ??= runAll());
      return { status: statusOf(state, results), checks: Object.fromEntries(results) };
    },
  };
}

function statusOf(state: HealthState, results: readonly (readonly [string, CheckResult])[]): Readiness['status'] {
  if (state !== 'ready') return state;
  const failed = results.filter(([, { status }]) => status === 'failing');
  if (failed.length === 0) return 'ready';
  return failed.some(([, { critical }]) => critical) ? 'failing' : 'degraded';
}

async function runCheck({ run, critical }: NamedCheck, timeoutMs: number): Promise<CheckResult> {
  const started = performance.now();
  const result = (error?: string): CheckResult => ({
    status: error === undefined ? 'ok' : 'failing',
    durationMs: Math.round(performance.now() - started),
    critical,
    ...(error !== undefined && { error }),
  });
  const timeout = Promise.withResolvers<CheckResult>();
  const timer = setTimeout(() => {
    timeout.resolve(result(`no answer within ${timeoutMs} ms`));
  }, timeoutMs);
  const checked = new Promise((resolve) => {
    resolve(run());
  }).then(
    () => result(),
    (error: unknown) => result(redactText(Error.isError(error) ? error.message : String(error))),
  );
  const first = await Promise.race([checked, timeout.promise]);
  clearTimeout(timer);
  return first;
}
