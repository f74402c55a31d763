import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parseService, ServiceError } from './parse-service.ts';
import type { Service } from './service-schema.ts';

/**
 * Reads what a service's `service.yaml` says of it.
 *
 * @param root the service's folder, relative to the workspace
 * @param workspaceRoot the workspace's absolute path
 * @throws ServiceError where there is none, it is wrong, or it describes another service
 */
export function readService(root: string, workspaceRoot: string): Service {
  const file = `${root}/service.yaml`;
  const path = join(workspaceRoot, file);
  if (!existsSync(path)) {
    throw new ServiceError(
      `${file} is missing. It says what the service is; apps/metadata-scraper/service.yaml shows how.`,
    );
  }
  const service = parseService(readFileSync(path, 'utf8'), file);
  if (service.name !== basename(root)) {
    throw new ServiceError(`${file}: name is "${service.name}". Wanted: the name of its folder, "${basename(root)}".`);
  }
  return service;
}
