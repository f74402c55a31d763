import { format } from 'prettier';

import { listServices } from '../descriptor/list-services.ts';
import type { Service } from '../descriptor/service-schema.ts';
import type { Copies } from './copy.ts';

const PAGES = ['README.md', 'docs/architecture.md'];

/** The list stands between these comments, wherever a page has them. */
const LIST = /(?<start><!-- services: .*? -->).*?(?<end><!-- \/services -->)/s;

/** What people wrote, such that it stays in its cell. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');

const HEAD = ['service | what it is for | owner | tier | who may call it', '--- | --- | --- | --- | ---'];

/** @param up the way from a page to the workspace's root: `../` */
function table(services: readonly Service[], up: string): string {
  const rows = services.map(({ name, description, owner, tier, exposure }) =>
    [`[${name}](${up}apps/${name}/README.md)`, cell(description), owner, tier, exposure].join(' | '),
  );
  return [...HEAD, ...rows].join('\n');
}

/** The list of services in pages for people. The rest of a page is its writers'. */
export const serviceLists: Copies = {
  what: 'the lists of services in pages, made from apps/*/service.yaml',
  owns: () => false,
  make: async (files) => {
    const services = listServices(files);
    const pages = PAGES.map((path) => ({ path, text: files.read(path, 'utf-8') ?? '' }));
    return Promise.all(
      pages
        .filter(({ text }) => LIST.test(text))
        .map(async ({ path, text }) => {
          const list = await format(table(services, '../'.repeat(path.split('/').length - 1)), { parser: 'markdown' });
          return { path, text: text.replace(LIST, (_, start: string, end: string) => `${start}\n\n${list}\n${end}`) };
        }),
    );
  },
};
