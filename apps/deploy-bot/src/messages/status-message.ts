import type { ServiceStatus } from '@exemplar/deploy-engine';

import { type Block, type Message, messageOf, section } from '../slack/message.ts';
import { bold, code, escape } from '../slack/mrkdwn.ts';
import { lockLine } from './lock-message.ts';
import { nameOf, placeOf, spanOf, timeOf, versionOf } from './wording.ts';

/**
 * What runs where: a paragraph for each service and environment.
 *
 * @param now milliseconds since 1970
 */
export function statusMessage(all: readonly ServiceStatus[], now: number): Message {
  if (all.length === 0) return messageOf('Nothing runs.', [section('Nothing runs, as far as you may see.')]);
  return messageOf(
    `Status of ${all.length} services`,
    all.map((status): Block => section(linesOf(status, now).join('\n'))),
  );
}

function linesOf(status: ServiceStatus, now: number): readonly string[] {
  const { target, release, image, ready, wanted, lock, freeze } = status;
  const what = release === null && image !== null ? `${code(image)}, of no release that is known` : versionOf(release);
  return [
    `${markOf(status)} ${placeOf(target)}: ${what}, ${ready} of ${wanted} pods ready`,
    ...lastOf(status, now),
    ...underWayOf(status),
    ...canaryOf(status, now),
    ...(lock === null ? [] : [lockLine(lock)]),
    ...(freeze === null ? [] : [`:snowflake: Frozen: ${escape(freeze)}`]),
    ...refusedOf(status),
  ];
}

function markOf({ underWay, ready, wanted, image }: ServiceStatus): string {
  if (underWay !== null) return ':hourglass_flowing_sand: Under way:';
  if (image === null) return ':white_circle: Not there:';
  return ready >= wanted ? ':white_check_mark: Fine:' : ':warning: Not all ready:';
}

function lastOf({ last }: ServiceStatus, now: number): readonly string[] {
  if (last === null) return [];
  const ago = spanOf(now - Date.parse(last.at));
  return [`Last: ${last.kind} of ${versionOf(last.to)} by ${nameOf(last.actor)} ${ago} ago: ${last.outcome}`];
}

function underWayOf({ underWay }: ServiceStatus): readonly string[] {
  if (underWay === null) return [];
  const { kind, to, actor, phase, elapsedMs } = underWay;
  return [`${bold(kind)} of ${versionOf(to)} by ${nameOf(actor)}: ${phase} for ${spanOf(elapsedMs)}`];
}

function canaryOf({ canary }: ServiceStatus, now: number): readonly string[] {
  if (canary === null) return [];
  const { release, percent, actor, since, ready, wanted } = canary;
  const age = spanOf(now - Date.parse(since));
  return [
    `:baby_chick: Canary ${versionOf(release)}: ${percent} % of requests, ${ready} of ${wanted} pods, by ${nameOf(actor)} for ${age}`,
  ];
}

/** The last few are what somebody may try again. */
const MAX_REFUSED = 3;

const refusedOf = ({ refused }: ServiceStatus): readonly string[] =>
  refused
    .slice(0, MAX_REFUSED)
    .map(({ version, why, at }) => `Refused: ${code(version)} since ${timeOf(at)}: ${escape(why)}`);
