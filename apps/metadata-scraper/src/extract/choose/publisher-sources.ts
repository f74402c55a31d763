import { isThing, listOf } from '../structured/things.ts';
import type { AnySyntax } from './page.ts';
import { from, type Source } from './sources.ts';
import { subjectsOf, urlsOf } from './things.ts';

const ORGANIZATION = /(?:Organization|Corporation|Business|Company)$/;

/** The logo of who published the page, or else of any organization on it. */
export const publisherLogo = (syntax: AnySyntax): Source =>
  from(`${syntax}:logo`, (page) => {
    const { nodes, resolve } = page.graphs[syntax];
    const publishers = subjectsOf(page, syntax).flatMap(({ thing }) => listOf(thing.publisher).map(resolve));
    const others = nodes.filter(({ types }) => types.some((type) => ORGANIZATION.test(type))).map(({ thing }) => thing);
    return [...publishers, ...others].filter(isThing).flatMap((thing) => urlsOf(page, syntax, thing.logo));
  });

/** What kind of thing the page is about. */
export const subjectType = (syntax: AnySyntax): Source =>
  from(`${syntax}:@type`, (page) => subjectsOf(page, syntax).flatMap(({ types }) => types));
