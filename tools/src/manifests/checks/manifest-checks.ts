import { labels } from './labels.ts';
import type { ManifestCheck } from './manifest-check.ts';
import { network } from './network.ts';
import { permissions } from './permissions.ts';
import { podSecurity } from './pod-security.ts';
import { probes } from './probes.ts';
import { resources } from './resources.ts';
import { rollout } from './rollout.ts';
import { scaling } from './scaling.ts';
import { selectors } from './selectors.ts';
import { wiring } from './wiring.ts';

/** What holds for the manifests of every service, row by row. Each looks at the objects, not at what made them. */
export const manifestChecks: readonly ManifestCheck[] = [
  ...podSecurity,
  ...permissions,
  ...resources,
  ...probes,
  ...rollout,
  ...scaling,
  ...network,
  ...selectors,
  ...wiring,
  ...labels,
];
