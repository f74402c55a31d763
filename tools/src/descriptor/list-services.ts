import type { Files } from '../workspace/files.ts';
import { readService } from './read-service.ts';
import type { Service } from './service-schema.ts';

/**
 * The services of the workspace, by name: every folder of `apps/` that has a `project.json`.
 *
 * @throws DescriptionError where one of them is not described rightly
 */
export const listServices = (files: Files): readonly Service[] =>
  files
    .children('apps')
    .filter((name) => files.read(`apps/${name}/project.json`, 'utf-8') !== null)
    .toSorted()
    .map((name) => readService(`apps/${name}`, files));
