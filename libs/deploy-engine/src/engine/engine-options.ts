import type { Logger } from '@exemplar/logging';
import type { Metrics } from '@exemplar/monitoring';

import type { Registry } from '../registry/registry.ts';
import type { DeployRules } from '../rules/deploy-rules.ts';

/** Where an environment is. */
export interface EnvironmentOptions {
  readonly namespace: string;
  /** A context of the kubeconfig; its current one, or the pod's service account, where nothing is said. */
  readonly context?: string | undefined;
  /** The address of a Prometheus that scrapes the environment; nothing is asked where nothing is said. */
  readonly prometheus?: string | undefined;
}

/** All in milliseconds. */
export interface DeployTimes {
  /** How long pods are watched after they all serve: a container that ends meanwhile has failed. */
  readonly settleMs: number;
  /** How long a release may stand still, with no pod a step further, before it has failed. */
  readonly deadlineMs: number;
  /** How long a trouble that may pass, such as an image that cannot be pulled, may last. */
  readonly patienceMs: number;
  /** How long a hold lasts that is not renewed, and how often it is. */
  readonly leaseMs: number;
  readonly renewMs: number;
  /** How often what others left under way, and canaries, are looked at. */
  readonly lookMs: number;
  /** How long a canary is watched before it is decided on. */
  readonly canaryMs: number;
  /** How long anything that a cluster or Prometheus is asked may take in all, with repeats. */
  readonly askMs: number;
}

export interface SentryOptions {
  /** `https://sentry.io`, or one's own. */
  readonly url: string;
  readonly organisation: string;
  readonly token: string;
}

export interface EngineOptions {
  /** By name, in the order in which a change goes through them. */
  readonly environments: Readonly<Record<string, EnvironmentOptions>>;
  readonly registry: Registry;
  readonly rules: DeployRules;
  /** Names this process, and no other: what it holds is held in this name. */
  readonly holder: string;
  /** Each deploy leaves a line that says who, what, where, when, how long and how it ended. */
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
  /** An https URL: where commits can be compared. */
  readonly repository?: string | undefined;
  /** The file that says where clusters are; otherwise `KUBECONFIG`, the home folder's, or the pod's service account. */
  readonly kubeconfig?: string | undefined;
  readonly sentry?: SentryOptions | undefined;
  readonly times?: Partial<DeployTimes>;
}
