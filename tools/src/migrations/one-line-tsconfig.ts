import { format } from 'prettier';
import type { Node } from 'typescript';
import { z } from 'zod';

import type { Migration } from './migration.ts';

const BASE = '../../tsconfig.base.json';
const ONE_LINE = `{ "extends": "${BASE}" }\n`;

/** What a service said by itself, all of it or some, before the base said it for all. */
const ofBefore = z.object({
  extends: z.literal(BASE),
  include: z.array(z.enum(['src/**/*.ts', 'src/**/*.js', 'bench/**/*.ts', 'fixtures/**/*.ts', 'integration/**/*.ts'])),
});

/** The file without its `include`, and otherwise as it was written, comments and all. */
async function withoutInclude(text: string): Promise<string> {
  const { default: ts } = await import('typescript'); // takes half a second, and few services need it
  const parsed = ts.parseConfigFileTextToJson('tsconfig.json', text);
  if (parsed.error !== undefined || !ofBefore.safeParse(parsed.config).success) return text;
  const file = ts.parseJsonText('tsconfig.json', text);
  const isInclude = (node: Node | undefined): boolean => node?.getChildren(file)[0]?.getText(file) === '"include"';
  const parts = file.statements
    .flatMap(({ expression }) => expression.getChildren(file))
    .flatMap((node) => node.getChildren(file));
  const commas = parts.filter((_, index) => isInclude(parts[index - 1]));
  const cut = [...parts.filter(isInclude), ...commas].toSorted((a, b) => b.pos - a.pos);
  const rest = cut.reduce((kept, node) => kept.slice(0, node.getStart(file)) + kept.slice(node.getEnd()), text);
  // A comma may be left behind the last property: Prettier takes it away.
  return rest.replaceAll(/[\s,]/g, '') === ONE_LINE.replaceAll(/\s/g, '')
    ? ONE_LINE
    : format(rest, { parser: 'json', printWidth: 120 });
}

/** The base names every project's folders by `${configDir}`; services that have an `include` of their own do without that. */
export const oneLineTsconfig: Migration = {
  what: 'tsconfig.base.json says which files are compiled',
  edits: async (root, files) => {
    const path = `${root}/tsconfig.json`;
    const text = files.read(path, 'utf-8');
    const isInBase = files.read('tsconfig.base.json', 'utf-8')?.includes('"include"') === true;
    return text === null || text === ONE_LINE || !isInBase ? [] : [{ path, text: await withoutInclude(text) }];
  },
};
