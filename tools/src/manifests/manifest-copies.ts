import { listServices } from '../descriptor/list-services.ts';
import { DescriptionError } from '../descriptor/parse-description.ts';
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
    });
    const platform = readPlatform(files);
    return Object.keys(platform.environments).flatMap((name) => environmentCopies(name, platform, services));
  },
};

function environmentCopies(environment: string, platform: Platform, services: readonly Service[]): readonly Copy[] {
  const folder = `k8s/${environment}`;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['environment.yaml', ...services.map(({ name }) => `${name}.yaml`)],
  };
  return [
    { path: `${folder}/kustomization.yaml`, text: manifestText([kustomization], `the services in apps/`) },
    { path: `${folder}/environment.yaml`, text: manifestText(renderEnvironment(environment, platform), PLATFORM) },
    ...services.map((service) => ({
      path: `${folder}/${service.name}.yaml`,
      text: manifestText(
        renderService(service, environment, platform),
        `apps/${service.name}/service.yaml and ${PLATFORM}`,
      ),
    })),
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
