import type { AnySyntax, Page } from './page.ts';
import { subjectsOf, textsOf } from './things.ts';

/** A place that a field's value can come from. */
export interface Source {
  /** Shows in the answer's `sources`. */
  readonly name: string;
  /** The values found there, best first. */
  readonly read: (page: Page) => readonly string[];
  /** It is settled when the head is complete: nothing that follows can add to it. */
  readonly inHead: boolean;
}

/** Anything that may stand anywhere in the page. */
export const from = (name: string, read: Source['read']): Source => ({ name, read, inHead: false });

/** Anything that stands in the head. */
export const fromHead = (name: string, read: Source['read']): Source => ({ name, read, inHead: true });

/** Most sources say nothing on most pages. */
const NOTHING: readonly string[] = [];

/** <meta name|property|itemprop="…">. */
export const meta = (name: string): Source => fromHead(name, ({ metas }) => metas.get(name) ?? NOTHING);

/** <meta http-equiv="…">. */
export const httpEquiv = (name: string): Source =>
  fromHead(name, ({ facts }) => facts.httpEquivs.filter((one) => one.name === name).map(({ content }) => content));

/** <link rel="…">. */
export const link = (rel: string): Source =>
  fromHead(rel, ({ facts }) => facts.links.filter((one) => one.rel.includes(rel)).map(({ href }) => href));

/** A property of what the page is about, in structured data. */
export const subject = (syntax: AnySyntax, property: string): Source =>
  from(`${syntax}:${property}`, (page) => {
    for (const { thing } of subjectsOf(page, syntax)) {
      const texts = textsOf(page, syntax, thing[property]);
      if (texts.length > 0) return texts;
    }
    return NOTHING;
  });

/** A property of any thing of a type, in structured data. */
export const anyThing = (syntax: AnySyntax, types: RegExp, property: string): Source =>
  from(`${syntax}:${property}`, (page) =>
    page.graphs[syntax].nodes
      .filter((node) => node.types.some((type) => types.test(type)))
      .flatMap(({ thing }) => textsOf(page, syntax, thing[property])),
  );
