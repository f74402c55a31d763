export interface SlackUser {
  /** `U…`. */
  readonly id: string;
  /** The handle: `ada`. */
  readonly name: string;
  readonly realName: string;
}

export interface SlackGroup {
  /** `S…`. */
  readonly id: string;
  /** `deployers`. */
  readonly handle: string;
  /** Ids of users. */
  readonly members: readonly string[];
}

export interface SlackChannel {
  /** `C…`. */
  readonly id: string;
  readonly name: string;
}

/** Who and what is in a workspace. */
export interface Workspace {
  readonly users: readonly SlackUser[];
  readonly groups: readonly SlackGroup[];
  readonly channels: readonly SlackChannel[];
}

export const TEAM = { id: 'T0001', domain: 'exemplar' } as const;

/** Whom the app posts as. */
export const BOT = { id: 'B0001', user: 'U0BOT', app: 'A0001' } as const;

export const WORKSPACE: Workspace = {
  users: [
    { id: 'U0ADA', name: 'ada', realName: 'Ada Lovelace' },
    { id: 'U0GRACE', name: 'grace', realName: 'Grace Hopper' },
  ],
  groups: [{ id: 'S0DEPLOY', handle: 'deployers', members: ['U0ADA'] }],
  channels: [{ id: 'C0DEPLOYS', name: 'deploys' }],
};
