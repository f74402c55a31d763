import type { Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';
import type { Files } from '../workspace/files.ts';

/** A service, as alerts and dashboards see it. */
export interface Subject {
  readonly service: Service;
  readonly platform: Platform;
  /** Whether it counts what its cache does: `cache_requests_total`. */
  readonly hasCache: boolean;
  /** Whether it tells how it stands with a cache that its pods share: `cache_shared_connected`. */
  readonly hasSharedCache: boolean;
}

/** What is known of a service; that of its caches is seen in its sources. */
export const subjectOf = (service: Service, platform: Platform, files: Files): Subject => {
  const sources = sourcesBelow(`apps/${service.name}/src`, files);
  const has = (series: string): boolean => sources.some((text) => text.includes(`'${series}'`));
  return {
    service,
    platform,
    hasCache: has('cache_requests_total'),
    hasSharedCache: has('cache_shared_connected'),
  };
};

const sourcesBelow = (folder: string, files: Files): readonly string[] =>
  files.children(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (!name.endsWith('.ts')) return sourcesBelow(path, files);
    return name.endsWith('.spec.ts') ? [] : [String(files.read(path, 'utf-8'))];
  });
