import type { DeployEngine, DeployRules } from '@exemplar/deploy-engine';
import type { Logger } from '@exemplar/logging';

import type { ActorOf } from '../slack/create-people.ts';
import type { Newsroom } from './create-newsroom.ts';
import type { Questions } from './create-questions.ts';
import type { Replies } from './create-replies.ts';
import type { OpenTeller } from './create-tellers.ts';

/** What commands and clicks are answered with. */
export interface BotParts {
  readonly engine: DeployEngine;
  readonly rules: DeployRules;
  readonly actorOf: ActorOf;
  readonly replies: Replies;
  readonly newsroom: Newsroom;
  readonly questions: Questions;
  readonly openTeller: OpenTeller;
  /** Where everybody reads of deploys, where one is set and can be posted to. */
  readonly channel: string | undefined;
  /** Whether channels can be posted to: there is a token. */
  readonly hasChannels: boolean;
  readonly logger: Logger;
  readonly now: () => number;
}
