import type { Plan } from '@exemplar/deploy-engine';

import { confirmationMessage, lapsedMessage } from '../messages/confirmation-message.ts';
import type { Order } from '../messages/order.ts';
import type { Story } from '../slack/story.ts';
import type { OpenTeller, Where } from './create-tellers.ts';

export interface QuestionsOptions {
  readonly openTeller: OpenTeller;
  /** Whether an order was carried out, maybe by another process. */
  readonly wasDone: (order: Order) => Promise<boolean>;
  readonly now: () => number;
}

/** The confirmations that are asked for, and what becomes of their messages. */
export interface Questions {
  ask(plan: Plan & { readonly confirmation: NonNullable<Plan['confirmation']> }, order: Order, where: Where): void;
  /** It was answered: the message is somebody else's from now on. */
  settle(id: string): void;
  close(): void;
}

/** Another process may have taken the order in the last moment: its record is there by then. Milliseconds. */
const GRACE_MS = 1000;

interface Question {
  readonly story: Story;
  readonly timer: NodeJS.Timeout;
}

export function createQuestions({ openTeller, wasDone, now }: QuestionsOptions): Questions {
  const open = new Map<string, Question>();

  const lapse = async (order: Order): Promise<void> => {
    // where nobody can tell, the message says what its buttons would: they are lapsed in any case
    const done = await wasDone(order).catch(() => false);
    const question = open.get(order.id);
    open.delete(order.id);
    if (!done) question?.story.tell(() => lapsedMessage(order), 'end');
  };
  return {
    ask: (plan, order, where) => {
      const story = openTeller(where);
      const timer = setTimeout(() => void lapse(order), order.until - now() + GRACE_MS);
      timer.unref();
      open.set(order.id, { story, timer });
      story.tell(() => confirmationMessage(plan, plan.confirmation, order), 'step');
    },
    settle: (id) => {
      const question = open.get(id);
      if (question === undefined) return;
      open.delete(id);
      clearTimeout(question.timer);
      question.story.drop();
    },
    close: () => {
      for (const id of [...open.keys()]) {
        clearTimeout(open.get(id)?.timer);
        open.delete(id);
      }
    },
  };
}
