import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Service } from '../../descriptor/service-schema.ts';
import { group, type Subject } from '../standard.ts';

/** Where a relative link goes to, without its anchor. */
const RELATIVE_LINK = /\]\((?!https?:|mailto:|#|\/)([^)#\s]+)/g;
/** What a template leaves to people. */
const UNWRITTEN = /\b(?:TODO|TBD|FIXME|lorem ipsum|belongs here)\b/i;

/** Headings that people look for at night. */
const DEPENDS_ON = 'What it depends on';
const RUNBOOK_HEADINGS = [DEPENDS_ON, 'What to look at', 'Alerts', 'Going back'];

const page = ({ files, root }: Subject, name: string): string => files.read(`${root}/${name}`, 'utf-8') ?? '';

const gather = (subject: Subject) => ({ readme: page(subject, 'README.md'), runbook: page(subject, 'RUNBOOK.md') });

function deadLink(text: string, { workspaceRoot, root }: Subject): string | undefined {
  const targets = [...text.matchAll(RELATIVE_LINK)].map(([, target]) => String(target));
  return targets.find((target) => !existsSync(join(workspaceRoot, root, target)));
}

/** What is wrong with any page. */
function flaw(name: string, text: string, subject: Subject): string | null {
  const file = `${subject.root}/${name}`;
  if (text.trim() === '') return `${file} is missing or empty. Write it; apps/metadata-scraper/${name} shows how.`;
  const unwritten = UNWRITTEN.exec(text)?.[0];
  if (unwritten !== undefined) return `${file} says "${unwritten}". Write what is to stand there.`;
  const dead = deadLink(text, subject);
  return dead === undefined ? null : `${file} links to ${dead}, which is not there. Correct the link.`;
}

/** What a service calls, as its runbook is to name it. */
const dependenciesOf = ({ egress }: Service): readonly string[] => [
  ...(egress.internet ? ['internet'] : []),
  ...(egress.redis ? ['Redis'] : []),
  ...egress.services,
];

/** The text below a heading, up to the next of its level. */
const below = (heading: string, text: string): string | undefined =>
  text
    .split(/^## +/m)
    .find((section) => section.split('\n', 1)[0]?.trim() === heading)
    ?.slice(heading.length)
    .trim();

/** What people read of a service: how it is used, and what to do when it does not work. */
export const documents = group(gather, [
  {
    id: 'docs',
    title: 'Documentation',
    means: 'The README names the commands, and its links lead somewhere.',
    requiredFromTier: 3,
    check: ({ readme }, subject) => {
      const found = flaw('README.md', readme, subject);
      if (found !== null) return found;
      const { name } = subject.service;
      const tested = readme.split('\n').some((line) => /npx nx .*\btest\b/.test(line) && line.includes(name));
      return tested ? null : `${subject.root}/README.md does not say \`npx nx test ${name}\`. Name the commands.`;
    },
  },
  {
    id: 'runbook',
    title: 'Runbook',
    means: 'The runbook says what the service depends on, what to look at, and how to go back.',
    requiredFromTier: 2,
    check: ({ runbook }, subject) => {
      const found = flaw('RUNBOOK.md', runbook, subject);
      if (found !== null) return found;
      const empty = RUNBOOK_HEADINGS.find((heading) => !below(heading, runbook));
      if (empty !== undefined) return `${subject.root}/RUNBOOK.md says nothing below "## ${empty}". Write it.`;
      const unsaid = dependenciesOf(subject.service).find((name) => !below(DEPENDS_ON, runbook)?.includes(name));
      return unsaid === undefined
        ? null
        : `${subject.root}/RUNBOOK.md does not say below "## ${DEPENDS_ON}" what the service does without ${unsaid}. Add a line.`;
    },
  },
]);
