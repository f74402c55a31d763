import type { IncomingHttpHeaders } from 'node:http';

import { parseDate } from '../extract/clean/date.ts';
import { cleanLanguage } from '../extract/clean/language.ts';
import type { BodyFacts } from '../scrape/page-facts.ts';
import { fileName } from './file-name.ts';
import type { ResourceKind } from './resource-kind.ts';

/** What is known by the name of its file; those of texts and data ("f.txt", "response.json") are made up by what serves them. */
const FILES: ReadonlySet<ResourceKind> = new Set(['image', 'video', 'audio', 'pdf', 'other']);

/** Adds what the headers say of a resource and its bytes do not. */
export function withHeaderFacts(kind: ResourceKind, facts: BodyFacts, headers: IncomingHttpHeaders): BodyFacts {
  const said = {
    title: facts.title === null && FILES.has(kind) ? fileName(headers) : null,
    lang: facts.lang === null ? cleanLanguage(headers['content-language'] ?? '') : null,
    modifiedAt: facts.modifiedAt === null ? parseDate(headers['last-modified'] ?? '') : null,
  };
  const added = Object.entries(said).filter(([, value]) => value !== null);
  return {
    ...facts,
    ...Object.fromEntries(added),
    sources: { ...facts.sources, ...Object.fromEntries(added.map(([name]) => [name, 'header'])) },
  };
}
