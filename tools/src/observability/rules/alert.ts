import type { Platform } from '../../descriptor/platform-schema.ts';
import type { Service } from '../../descriptor/service-schema.ts';

/** An alert as it is written here; what all have in common is added by `alertRule`. */
export interface Alert {
  /** Its runbook is called so, in kebab case. */
  readonly alert: string;
  /** How soon somebody has to look where the service is of tier 1: `page` is now, `ticket` within working hours. */
  readonly urgency: 'page' | 'ticket';
  /** Of a value that the summary tells: the series that are left by the comparison fire. */
  readonly expr: string;
  /** How long that has to hold. */
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** What happens, with the value and the environment: a sentence in Prometheus' templates. */
  readonly summary: string;
  /** What that means. */
  readonly description: string;
}

/** An alert as Prometheus takes it. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export const RUNBOOKS = 'docs/runbooks';

/** The file, from the workspace's root, that tells what to do: `docs/runbooks/target-absent.md`. */
export const runbookOf = (alert: string): string =>
  `${RUNBOOKS}/${alert.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.md`;

/** Adds who is told, how soon, and where to read on. Nobody wakes up for a service that is not of tier 1. */
export const alertRule = (
  { alert, urgency, expr, for: holds, labels = {}, summary, description }: Alert,
  { name, owner, tier }: Service,
  { repository }: Platform,
): AlertRule => ({
  alert,
  expr,
  ...(holds !== undefined && { for: holds }),
  labels: { severity: tier === 1 ? urgency : 'ticket', service: name, owner, tier: String(tier), ...labels },
  annotations: { summary, description, runbook_url: `${repository}/blob/main/${runbookOf(alert)}` },
});
