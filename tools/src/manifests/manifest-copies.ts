import { DescriptionError } from '@exemplar/deploy-engine/description';

import { listServices } from '../descriptor/list-services.ts';
import type { Platform } from '../descriptor/platform-schema.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import type { Service } from '../descriptor/service-schema.ts';
import type { Copies, Copy } from '../sync/copy.ts';
import { manifestText } from './manifest-text.ts';
import { renderEnvironment } from './render-environment.ts';
import { renderService } from './render-service.ts';

const PLATFORM = 'k8s/platform.yaml';

/** The Kubernetes manifests: a folder for each environment, which `kubectl apply -k` takes. */
export const manifestCopies: Copies = {
  what: 'the Kubernetes manifests',
  owns: (path) => /^k8s\/(?!observability\/)[^/]+\/[^/]+\.yaml$/.test(path),
  make: (files) => {
    const services = listServices(files);
    services.forEach((service) => {
      assertCalleesExist(service, services);
      assertOwnNames(service, services);
    });
    const platform = readPlatform(files);
    return Object.keys(platform.environments).flatMap((name) => environmentCopies(name, platform, services));
  },
};

function environmentCopies(environment: string, platform: Platform, services: readonly Service[]): readonly Copy[] {
  const copy = (name: string, objects: readonly object[], from: string): Copy => ({
    path: `k8s/${environment}/${name}.yaml`,
    text: manifestText(objects, `Made by \`npx nx sync\` from ${from}: change what it is made from.`),
  });
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['environment.yaml', ...services.map(({ name }) => `${name}.yaml`)],
  };
  return [
    copy('kustomization', [kustomization], 'the services in apps/'),
    copy('environment', renderEnvironment(environment, platform, services), `${PLATFORM} and the services in apps/`),
    ...services.map((service) =>
      copy(
        service.name,
        renderService(service, environment, platform),
        `apps/${service.name}/service.yaml and ${PLATFORM}`,
      ),
    ),
  ];
}

function assertCalleesExist({ name, egress }: Service, services: readonly Service[]): void {
  const missing = egress.services.find((callee) => services.every((service) => service.name !== callee));
  if (missing === undefined) return;
  throw new DescriptionError(
    `apps/${name}/service.yaml: egress.services names "${missing}". Wanted: services of this workspace: ` +
      `${services.map((service) => service.name).join(', ')}.`,
  );
}

/** The objects of a service's canary are called after it. */
function assertOwnNames({ name }: Service, services: readonly Service[]): void {
  const canary = `${name}-canary`;
  if (services.every((service) => service.name !== canary)) return;
  throw new DescriptionError(
    `apps/${canary}/service.yaml: name is "${canary}". Wanted: another, as the canary of ${name} is called so.`,
  );
}
