import type { DeployProgress, Phase, TroubleCode } from '@exemplar/deploy-engine';

import { type Block, context, fields, type Message, messageOf, section } from '../slack/message.ts';
import { bold, code, codeBlock, escape } from '../slack/mrkdwn.ts';
import type { LinksOf } from './links.ts';
import { headOf, isEnd } from './progress-head.ts';
import { commitOf, nameOf, spanOf, versionOf } from './wording.ts';

export interface ProgressOptions {
  readonly linksOf: LinksOf;
  readonly now: () => number;
}

/** The message of a deploy: what, who, from and to, pods, how long, what is wrong, and where to look. */
export function progressMessage(progress: DeployProgress, { linksOf, now }: ProgressOptions): Message {
  const ms = isEnd(progress.phase)
    ? progress.elapsedMs
    : Math.max(progress.elapsedMs, now() - Date.parse(progress.startedAt));
  const head = headOf(progress, ms);
  const links = linksOf(progress.target, progress.from, progress.to);
  return messageOf(`${head} (${podsOf(progress)}, by ${nameOf(progress.actor)})`, [
    section(head),
    fields([
      ['Version', `${versionOf(progress.from)} → ${versionOf(progress.to)}${shareOf(progress)}`],
      ['Pods', `${barOf(progress)} ${podsOf(progress)}`.trim()],
      ['By', nameOf(progress.actor)],
      [isEnd(progress.phase) ? 'Took' : 'Elapsed', spanOf(ms)],
    ]),
    ...troubleOf(progress),
    context(commitOf(progress.to), ...reasonOf(progress)),
    ...smallPrint([...progress.leftOut.map((what) => `Left out: ${escape(what)}`), ...progress.notes.map(escape)]),
    ...(links.length === 0 ? [] : [context(links.join(' · '))]),
  ]);
}

const shareOf = ({ percent }: DeployProgress): string => (percent === undefined ? '' : `, ${percent} % of requests`);

const podsOf = ({ ready, wanted }: DeployProgress): string =>
  wanted === 0 ? 'none yet' : `${ready} of ${wanted} ready`;

/** Pods are shown each up to here, in proportion beyond. */
const MAX_BAR = 10;

function barOf({ ready, wanted }: DeployProgress): string {
  const length = Math.min(wanted, MAX_BAR);
  const full = wanted === 0 ? 0 : Math.min(length, Math.floor((ready / wanted) * length));
  return '▰'.repeat(full) + '▱'.repeat(length - full);
}

const reasonOf = ({ reason }: DeployProgress): readonly string[] =>
  reason === undefined ? [] : [`Because ${escape(reason)}`];

function smallPrint(texts: readonly string[]): readonly Block[] {
  return texts.length === 0 ? [] : [context(...texts)];
}

function troubleOf({ trouble, backTo, phase, target, to }: DeployProgress): readonly Block[] {
  if (trouble === undefined) return [];
  const mark = isEnd(phase) || phase === 'rolling-back' ? 'Why' : 'Looks wrong';
  const { sentence, logs = [] } = trouble;
  return [
    section(`${bold(mark)}: ${escape(sentence)}`),
    ...(logs.length === 0 ? [] : [section(codeBlock(logs))]),
    ...afterwards(phase, trouble.code, backTo === undefined ? null : versionOf(backTo)).map((text) => section(text)),
    ...(phase === 'rolled-back'
      ? [
          context(
            `${versionOf(to)} is refused from now on: ${code(`/deploy ${target.service} ${to.version} ${target.environment} --force`)} takes it nevertheless.`,
          ),
        ]
      : []),
  ];
}

/** What becomes, or became, of the environment after a failure; the engine's notes have the rest. */
function afterwards(phase: Phase, code: TroubleCode, back: string | null): readonly string[] {
  if (phase === 'rolled-back' && back !== null) return [`${bold('Put back')}: ${back}, which serves again.`];
  if (phase === 'rolling-back' && back !== null) return [`${bold('Going back to')} ${back}.`];
  return phase === 'failed' && code !== 'interrupted'
    ? [`${bold('Somebody has to look now')}: it is not back either.`]
    : [];
}
