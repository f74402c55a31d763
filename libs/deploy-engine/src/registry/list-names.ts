import { z } from 'zod';

import { DeployError } from '../deploy-error.ts';
import type { Ask, Question } from './connection.ts';
import { parseJson } from './parse-json.ts';

const PAGE = 1000;
/** A registry that goes on for longer is not read to its end. */
const MAX_PAGES = 20;
const NEXT = /<([^>]+)>\s*;\s*rel="?next"?/i;

const tagsPage = z.object({ tags: z.array(z.string()).nullish() }).transform(({ tags }) => tags ?? []);
const catalogPage = z.object({ repositories: z.array(z.string()) }).transform(({ repositories }) => repositories);

/** The tags of a repository, in the registry's order; none where there is no such repository. */
export const listTags = async (ask: Ask, name: string): Promise<readonly string[]> =>
  (await listPages(ask, `/v2/${name}/tags/list`, `repository:${name}:pull`, [404], tagsPage)) ?? [];

/** The repositories of a registry, or null where it has no catalog, or none for those who ask. */
export const listRepositories = (ask: Ask): Promise<readonly string[] | null> =>
  listPages(ask, '/v2/_catalog', 'registry:catalog:*', [401, 403, 404, 405], catalogPage);

async function listPages(
  ask: Ask,
  path: string,
  scope: string,
  none: readonly number[],
  schema: z.ZodType<readonly string[]>,
): Promise<readonly string[] | null> {
  const names: string[] = [];
  let next: string | undefined = `${path}?n=${PAGE}`;
  for (let page = 0; next !== undefined && page < MAX_PAGES; page += 1) {
    const question: Question = { path: next, scope, wanted: [200, ...none] };
    const { status, headers, body } = await ask(question);
    if (none.includes(status)) return null;
    names.push(...parsePage(body, path, schema));
    next = NEXT.exec(headers.get('link') ?? '')?.[1];
  }
  return names;
}

function parsePage(body: Buffer, path: string, schema: z.ZodType<readonly string[]>): readonly string[] {
  const { success, data } = schema.safeParse(parseJson(body));
  if (success) return data;
  throw new DeployError('registry-invalid', `What the registry answers to ${path} is no list of names.`);
}
