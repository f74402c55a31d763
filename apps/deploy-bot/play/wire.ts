/** What the page is told. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface PageBlock {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface PageMessage {
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly PageBlock[];
  /** The id of who alone sees it. */
  readonly onlyFor?: string;
  readonly isDeleted: boolean;
  /** How often it was changed. */
  readonly edits: number;
}

/** A version that can be deployed, and what becomes of it. */
export interface PageRelease {
  readonly service: string;
  readonly version: string;
  readonly subject: string;
  /** `crashes`; empty where it comes up. */
  readonly trouble: string;
}

export interface PagePod {
  readonly name: string;
  readonly version: string;
  /** `running`, `CrashLoopBackOff`, `ending` … */
  readonly state: string;
  readonly isReady: boolean;
  readonly restarts: number;
}

export interface PageDeployment {
  readonly name: string;
  readonly version: string;
  readonly wanted: number;
  readonly pods: readonly PagePod[];
}

export interface PageEnvironment {
  readonly name: string;
  readonly deployments: readonly PageDeployment[];
}

/** What does not change as long as the play runs. */
export interface Stage {
  readonly channel: string;
  readonly people: readonly Person[];
  readonly releases: readonly PageRelease[];
  readonly mischiefs: readonly { readonly id: string; readonly label: string; readonly says: string }[];
}
