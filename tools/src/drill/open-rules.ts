import type { Service } from '../descriptor/service-schema.ts';
import { rulesPath } from '../observability/rules/rules-copy.ts';
import { isInstalled } from '../program/is-installed.ts';
import type { Files } from '../workspace/files.ts';
import { firingAlerts } from './firing-alerts.ts';

/** The rules of a service's alerts, as a cluster has them. */
export interface Rules {
  /** Why nobody can say what fires, and what to do; else undefined. */
  readonly missing: string | undefined;
  /** What fires in the trouble of these series, for people. */
  readonly ask: (series: Readonly<Record<string, string>>) => string;
}

export interface RulesOptions {
  readonly service: Service;
  readonly files: Files;
  /** Where programs are, as in `PATH`. */
  readonly path: string;
}

export function openRules({ service, files, path }: RulesOptions): Rules {
  const file = rulesPath(service.name);
  const rules = files.read(file, 'utf-8');
  const unknown = (what: string, cure: string): Rules => ({
    missing: `${what} is missing, so it is unknown which alerts fire: ${cure}`,
    ask: () => `unknown: ${what} is missing`,
  });
  if (!isInstalled('promtool', path)) return unknown('promtool', 'install it (Debian: apt-get install prometheus)');
  if (rules === null) return unknown(file, 'run npx nx sync');
  return {
    missing: undefined,
    ask: (series) => firingAlerts({ rules, series, path }).join(', ') || 'none',
  };
}
