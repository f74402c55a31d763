import type { DeployTimes } from '@exemplar/deploy-engine';
import type { Logger } from '@exemplar/logging';

/** What a deploy from a terminal stands on. */
export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Asks the person a question. Resolves with whether it was answered with yes, within the time. */
  readonly ask: (question: string, withinMs: number) => Promise<boolean>;
  /** The name of the person's login. */
  readonly login: string;
  /** What becomes of a deploy is printed, and kept in the cluster: this is told what goes wrong beside it. */
  readonly logger: Logger;
  /** Lets go of what is under way. */
  readonly signal: AbortSignal;
  /** Where they are not to be the usual ones. */
  readonly times?: Partial<DeployTimes>;
}
