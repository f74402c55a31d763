import type { DeployProgress, OnProgress } from '@exemplar/deploy-engine';
import type { Logger } from '@exemplar/logging';

import type { LinksOf } from '../messages/links.ts';
import { outcomeMessage } from '../messages/outcome-message.ts';
import { isEnd } from '../messages/progress-head.ts';
import { progressMessage } from '../messages/progress-message.ts';
import type { Weight } from '../slack/story.ts';
import type { Replies } from './create-replies.ts';
import type { OpenTeller, Teller, Where } from './create-tellers.ts';
import { formatPlace, type MessagePlace, readPlace } from './place.ts';

export interface NewsroomOptions {
  readonly openTeller: OpenTeller;
  readonly replies: Pick<Replies, 'reply'>;
  readonly linksOf: LinksOf;
  readonly logger: Logger;
  /** Keeps where the message of a deploy is, for whoever goes on with it. */
  readonly keepMessage: (progress: DeployProgress, message: string) => Promise<void>;
  /** How often the time that has passed is shown anew. Milliseconds. */
  readonly tickMs: number;
  readonly now: () => number;
}

/** Tells of deploys: a message for each, whoever began it. */
export interface Newsroom {
  /** Says where a deploy is to be told of, before it begins. Gives what takes that back, for one that does not begin. */
  expect(id: string, where: Where): () => void;
  readonly onProgress: OnProgress;
  close(): void;
}

interface Report {
  readonly teller: Teller;
  /** Where who asked is told how it ended. */
  readonly responseUrl: string | undefined;
  newest: DeployProgress;
}

/** Makes what shows the progress of deploys. What it cannot show it passes over: a deploy waits for nothing here. */
export function createNewsroom(options: NewsroomOptions): Newsroom {
  const { openTeller, linksOf, tickMs, now } = options;
  const expected = new Map<string, Where>();
  const reports = new Map<string, Report>();

  const open = (progress: DeployProgress): Report => {
    const where: Where = expected.get(progress.id) ?? { place: readPlace(progress.message) };
    expected.delete(progress.id);
    const onPlaced = (place: MessagePlace): void => void keep(options, report.newest, place);
    const report = { teller: openTeller({ ...where, onPlaced }), responseUrl: where.responseUrl, newest: progress };
    reports.set(progress.id, report);
    return report;
  };
  const tell = (report: Report, weight: Weight): void => {
    report.teller.tell(() => progressMessage(report.newest, { linksOf, now }), weight);
  };
  const ticker = setInterval(() => {
    for (const report of reports.values()) tell(report, 'state');
  }, tickMs);
  ticker.unref();

  return {
    expect: (id, where) => {
      expected.set(id, where);
      return () => expected.delete(id);
    },
    onProgress: (progress) => {
      const before = reports.get(progress.id);
      const report = before ?? open(progress);
      const weight = weightOf(before?.newest, progress);
      report.newest = progress;
      if (progress.phase === 'handed-over') {
        report.teller.drop(); // whoever goes on with it edits the message from now on
        reports.delete(progress.id);
        return;
      }
      tell(report, weight);
      if (weight !== 'end') return;
      reports.delete(progress.id);
      void tellAsker(report, options.replies);
    },
    close: () => {
      clearInterval(ticker);
    },
  };
}

async function keep({ keepMessage, logger }: NewsroomOptions, progress: DeployProgress, place: MessagePlace) {
  try {
    await keepMessage(progress, formatPlace(place));
  } catch (error) {
    logger.warn('It is not kept where the message of a deploy is', { deploy: progress.id, error });
  }
}

/** An edited message calls nobody, and is maybe in another channel. */
async function tellAsker({ teller, responseUrl, newest }: Report, replies: Pick<Replies, 'reply'>): Promise<void> {
  if (responseUrl !== undefined && (await teller.isInChannel)) replies.reply(responseUrl, outcomeMessage(newest));
}

function weightOf(before: DeployProgress | undefined, { phase, trouble }: DeployProgress): Weight {
  if (isEnd(phase)) return 'end';
  return before?.phase === phase && before.trouble?.code === trouble?.code ? 'state' : 'step';
}
