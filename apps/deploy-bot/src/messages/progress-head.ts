import type { DeployProgress, Phase } from '@exemplar/deploy-engine';

import { bold } from '../slack/mrkdwn.ts';
import { DOING, placeOf, spanOf } from './wording.ts';

/** A mark and a word for each phase: it reads the same without colours, and aloud. */
const HEADS: Readonly<Record<Phase, readonly [mark: string, word: string]>> = {
  starting: [':hourglass_flowing_sand:', 'starting'],
  applying: [':hourglass_flowing_sand:', 'applying'],
  'rolling-out': [':hourglass_flowing_sand:', 'rolling out'],
  settling: [':hourglass_flowing_sand:', 'all pods serve; watching them for a moment'],
  'rolling-back': [':leftwards_arrow_with_hook:', 'failed; going back'],
  live: [':white_check_mark:', 'Live'],
  canary: [':white_check_mark:', 'Canary serves'],
  withdrawn: [':white_check_mark:', 'Canary withdrawn'],
  'rolled-back': [':x:', 'Failed, and rolled back'],
  failed: [':rotating_light:', 'Failed'],
  'handed-over': [':hourglass_flowing_sand:', 'handed over to another process'],
};

const ENDS = new Set<Phase>(['live', 'canary', 'withdrawn', 'rolled-back', 'failed']);

/** Whether nothing comes after a phase. */
export const isEnd = (phase: Phase): boolean => ENDS.has(phase);

/** What is going on, or how it ended, in a line. */
export function headOf({ phase, kind, target }: DeployProgress, ms: number): string {
  const [mark, word] = HEADS[phase];
  if (isEnd(phase)) return `${mark} ${bold(word)}: ${placeOf(target)} after ${spanOf(ms)}`;
  return `${mark} ${DOING[kind]} ${placeOf(target)}: ${word}`;
}
