import type { BuildInfo } from '../build/git-version.ts';
import type { Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';

/** What an image says of itself: https://specs.opencontainers.org/image-spec/annotations/. */
export function imageLabels(
  service: Service,
  platform: Platform,
  built: BuildInfo,
  base: string,
): Readonly<Record<string, string>> {
  const [, digest] = base.split('@');
  const labels = {
    title: service.name,
    description: service.description,
    version: built.version,
    revision: built.commit,
    source: platform.repository,
    created: new Date(built.time).toISOString(),
    'base.name': base.replace(/@.*/, ''),
    ...(digest === undefined ? {} : { 'base.digest': digest }),
  };
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`org.opencontainers.image.${key}`, value]));
}
