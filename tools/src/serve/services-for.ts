import { readService } from '../descriptor/read-service.ts';
import type { Service } from '../descriptor/service-schema.ts';
import { Failure } from '../program/failure.ts';
import type { Files } from '../workspace/files.ts';

/**
 * A service and those it calls, and those they call: each once, those that are called first.
 *
 * @param root the service's folder, from the workspace's root
 * @throws DescriptionError where one of them is not described rightly
 * @throws Failure where one of them is not there
 */
export function servicesFor(root: string, files: Files): readonly Service[] {
  const seen = new Set<string>();
  const services: Service[] = [];
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const service = readService(folder, files);
    for (const name of service.egress.services) {
      if (!files.children('apps').includes(name)) throw new Failure(missing(name, folder));
      visit(`apps/${name}`);
    }
    services.push(service);
  };
  visit(root);
  return services;
}

const missing = (name: string, caller: string): string =>
  `${caller}/service.yaml: egress.services names "${name}", and there is no apps/${name}. Correct the name.`;
