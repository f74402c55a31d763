/** What a person may do: each role has what those before it have. */
export const ROLES = ['viewer', 'deployer', 'maintainer'] as const;

export type Role = (typeof ROLES)[number];

/** A time in which nothing is deployed. */
export type Freeze =
  | { readonly reason: string; /** ISO 8601. */ readonly from: string; readonly until: string }
  | {
      readonly reason: string;
      /** Of the week: `fri`. */
      readonly days: readonly Weekday[];
      /** `16:00`, in `timezone`. */
      readonly from: string;
      /** `24:00` is the end of the day. */
      readonly until: string;
      /** An IANA name; UTC where nothing is said. */
      readonly timezone: string;
    };

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

export interface EnvironmentRules {
  /** People, groups, or `everyone` who is known, by role. */
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  /** Who has to confirm: `nobody`, the `asker`, or people and groups, of whom one does. */
  readonly confirm: { readonly by: 'nobody' | 'asker' | readonly string[]; readonly withinSeconds: number };
  readonly freezes: readonly Freeze[];
}

/** Who may do what, where and when: `k8s/deploy-rules.yaml`. */
export interface DeployRules {
  /** Where each person is known, and as whom: `ada: { slack: U0123ADA, terminal: ada }`. */
  readonly people: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly groups: Readonly<
    Record<string, { readonly people: readonly string[]; readonly slack?: string | undefined }>
  >;
  readonly environments: Readonly<Record<string, EnvironmentRules>>;
  readonly locks: { readonly remindAfterHours: number };
}
