import { z } from 'zod';

import { listServices } from '../descriptor/list-services.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import type { Files } from '../workspace/files.ts';
import type { Copies } from './copy.ts';

const PATH = '.github/CODEOWNERS';

const packageSchema = z.object({ nx: z.object({ tags: z.array(z.string()) }) });

/** Who owns a library or the tools, by the tag `owner:<team>` of its package.json; nobody where there is none. */
function ownerOfPackage(root: string, files: Files): string | undefined {
  const { data } = packageSchema.safeParse(JSON.parse(files.read(`${root}/package.json`, 'utf-8') ?? '{}'));
  return data?.nx.tags.find((tag) => tag.startsWith('owner:'))?.slice('owner:'.length);
}

/** A pattern of files, and the team that is asked to review a change of them. */
type Rule = readonly [pattern: string, owner: string];

/** GitHub goes by the last pattern that matches: whoever owns the tools answers for what nobody else owns. */
function rules(files: Files): readonly Rule[] {
  const libraries = files.children('libs').toSorted();
  const roots = ['tools', ...libraries.map((name) => `libs/${name}`)];
  const packages = roots.flatMap((root): readonly Rule[] => {
    const owner = ownerOfPackage(root, files);
    return owner === undefined ? [] : [[root === 'tools' ? '*' : `/${root}/`, owner]];
  });
  return [...packages, ...listServices(files).map(({ name, owner }): Rule => [`/apps/${name}/`, owner])];
}

/** Who reviews what: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners. */
export const codeowners: Copies = {
  what: 'the owners of code, made from apps/*/service.yaml and the tags of libs/*/package.json',
  owns: (path) => path === PATH,
  make: (files) => {
    const organisation = new URL(readPlatform(files).repository).pathname.slice(1).replace(/\/.*/, '');
    const lines = rules(files).map(([pattern, owner]) => `${pattern} @${organisation}/${owner}`);
    const head = '# Made by `npx nx sync` from apps/*/service.yaml and the tags owner:<team> of libs/ and tools/.';
    return [{ path: PATH, text: `${[head, ...lines].join('\n')}\n` }];
  },
};
