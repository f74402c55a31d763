import type { Release } from '../registry/registry.ts';
import type { DeployKind } from './progress.ts';
import type { Target } from './target.ts';

/** A value of the configuration that differs. */
export interface ConfigurationChange {
  /** The object and the field: `ConfigMap metadata-scraper data.LOG_LEVEL`. */
  readonly field: string;
  /** As JSON; undefined where there was, or will be, none. */
  readonly from?: string;
  readonly to?: string;
}

/** What one release has and another has not. */
export interface ReleaseDiff {
  /** null where nothing runs, or nobody knows of which release it is. */
  readonly from: Release | null;
  readonly to: Release;
  readonly image: { readonly from: string | null; readonly to: string; readonly changed: boolean };
  readonly configuration: readonly ConfigurationChange[];
  /** The releases after `from` up to `to`, newest first; going back, those that are undone. */
  readonly commits: readonly Release[];
  /** Whether `to` is older than `from`. */
  readonly backwards: boolean;
  /** Where the commits can be looked at, where the repository is known. */
  readonly compareUrl?: string;
}

/** What would be done, to be looked at before it is. */
export interface Plan {
  readonly kind: DeployKind;
  readonly target: Target;
  readonly from: Release | null;
  readonly to: Release;
  readonly diff: ReleaseDiff;
  /** Who has to confirm it, and within what time; null where nobody has to. */
  readonly confirmation: Confirmation | null;
}

export interface Confirmation {
  /** For people: `you`, `operators`. */
  readonly by: string;
  readonly withinMs: number;
}
