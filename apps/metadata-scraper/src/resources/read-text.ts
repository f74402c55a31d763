import { cleanText } from '../extract/clean/text.ts';
import { type BodyFacts, emptyFacts } from '../scrape/page-facts.ts';
import { decodedText, startOf } from './decoded-text.ts';
import type { Resource } from './resource.ts';

const MAX_LENGTH = 65_536;
const MARKDOWN = 'text/markdown';
/** The first heading of Markdown's own kind; the other, underlined, is rare at the top of a document. */
const HEADING = /^# +(\S[^\n]{0,300})/m;

/** Plain text says nothing of itself; Markdown has a heading. */
export async function readText(resource: Resource): Promise<BodyFacts> {
  const text = decodedText(resource);
  const start = await startOf(text, MAX_LENGTH);
  const heading = resource.contentType === MARKDOWN ? (HEADING.exec(start)?.[1] ?? '') : '';
  const title = cleanText(heading.replace(/#+\s*$/, ''));
  const facts = { ...emptyFacts(resource.contentType), charset: text.charset() };
  return title === null ? facts : { ...facts, title, sources: { title: 'markdown' } };
}
