import type { DeployEngine } from '@exemplar/deploy-engine';
import type { Logger } from '@exemplar/logging';

import { reminderMessage } from '../messages/lock-message.ts';
import type { OpenTeller } from './create-tellers.ts';

export interface RemindersOptions {
  readonly engine: Pick<DeployEngine, 'reminders'>;
  readonly openTeller: OpenTeller;
  readonly logger: Logger;
  /** How often is looked. Milliseconds. */
  readonly everyMs: number;
}

/**
 * Reminds of locks that have been there for long, in the channel of deploys. The engine sees to it that of several bots one does.
 *
 * @returns what ends it
 */
export function createReminders({ engine, openTeller, logger, everyMs }: RemindersOptions): () => void {
  const look = async (): Promise<void> => {
    try {
      const locks = await engine.reminders();
      if (locks.length > 0) openTeller({}).tell(() => reminderMessage(locks), 'end');
    } catch (error) {
      logger.warn('It cannot be seen whether locks were forgotten', { error });
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
