import type { ConfigurationChange, Release, ReleaseDiff } from '@exemplar/deploy-engine';
import { redact } from '@exemplar/logging';

import { type Block, section } from '../slack/message.ts';
import { bold, code, cut, escape, link } from '../slack/mrkdwn.ts';
import { commitOf } from './wording.ts';

/** More than this is for the comparison's own page. */
const MAX_SHOWN = 15;
const MAX_VALUE = 120;

/** What differs between two releases: image, configuration, commits. */
export function diffBlocks({ image, configuration, commits, backwards, compareUrl }: ReleaseDiff): readonly Block[] {
  return [
    section(imageOf(image)),
    section(listOf('Configuration', configuration.map(changeOf), 'the same')),
    section(listOf(backwards ? 'Commits that are undone' : 'Commits', commits.map(lineOf), 'none')),
    ...(compareUrl === undefined ? [] : [section(link(compareUrl, 'All of the difference'))]),
  ];
}

function imageOf({ from, to, changed }: ReleaseDiff['image']): string {
  if (!changed) return `${bold('Image')}: the same, ${code(shortOf(to))}`;
  return `${bold('Image')}: ${from === null ? 'none' : code(shortOf(from))} → ${code(shortOf(to))}`;
}

/** The name and the first digits of the digest: `metadata-scraper@sha256:1a2b3c4d5e6f`. */
const shortOf = (image: string): string => image.replace(/^.*\//, '').replace(/(sha256:[\da-f]{12})[\da-f]+/, '$1');

function changeOf({ field, from, to }: ConfigurationChange): string {
  const name = String(field.split(/[\s.]/).at(-1));
  const shown = (value: string | undefined): string =>
    value === undefined ? 'none' : code(cut(safe(name, value), MAX_VALUE));
  return `${escape(field)}: ${shown(from)} → ${shown(to)}`;
}

/** Values are masked as in log lines: by the field's name, and by their looks. */
function safe(name: string, value: string): string {
  return String(Object.values(redact({ [name]: value }) as Record<string, unknown>)[0]);
}

const lineOf = (release: Release): string => commitOf(release);

function listOf(title: string, lines: readonly string[], none: string): string {
  if (lines.length === 0) return `${bold(title)}: ${none}`;
  const more = lines.length > MAX_SHOWN ? [`… and ${lines.length - MAX_SHOWN} more`] : [];
  return [`${bold(title)}:`, ...[...lines.slice(0, MAX_SHOWN), ...more].map((line) => `• ${line}`)].join('\n');
}
