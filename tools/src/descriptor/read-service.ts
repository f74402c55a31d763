import { basename } from 'node:path';

import { DescriptionError, parseDescription } from '@exemplar/deploy-engine/description';

import type { Files } from '../workspace/files.ts';
import { type Service, type ServiceFile, serviceSchema } from './service-schema.ts';

/**
 * Reads what a service's `service.yaml` says of it.
 *
 * @param root the service's folder, from the workspace's root
 * @throws DescriptionError where there is none, it is wrong, or it describes another service
 */
export function readService(root: string, files: Files): Service {
  const file = `${root}/service.yaml`;
  const text = files.read(file, 'utf-8');
  if (text === null) {
    throw new DescriptionError(
      `${file} is missing. It says what the service is; apps/metadata-scraper/service.yaml shows how.`,
    );
  }
  const service = parseDescription(text, file, serviceSchema);
  if (service.name !== basename(root)) {
    throw new DescriptionError(
      `${file}: name is "${service.name}". Wanted: the name of its folder, "${basename(root)}".`,
    );
  }
  return { ...service, files: filesOf(service.files, file, files) };
}

/** The files that a description names. They are mounted side by side, so each name is there once. */
function filesOf(paths: readonly string[], file: string, files: Files): readonly ServiceFile[] {
  return paths.map((path, index) => {
    const text = files.read(path, 'utf-8');
    if (text === null) {
      throw new DescriptionError(
        `${file}: files names "${path}", which is not there. Wanted: files of this repository.`,
      );
    }
    const same = paths.slice(0, index).find((other) => basename(other) === basename(path));
    if (same === undefined) return { path, text };
    throw new DescriptionError(`${file}: files names "${same}" and "${path}". Wanted: files of different names.`);
  });
}
