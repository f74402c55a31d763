import type { IncomingHttpHeaders } from 'node:http';

import { parseDate } from '../extract/clean/date.ts';
import { cleanLanguage } from '../extract/clean/language.ts';
import type { BodyFacts } from '../scrape/page-facts.ts';

/** Adds what the headers say of a resource and its bytes do not. */
export function withHeaderFacts(facts: BodyFacts, headers: IncomingHttpHeaders): BodyFacts {
  const said = {
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
