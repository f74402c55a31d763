import { atMost } from './conditions.ts';
import { type Expectation, expectations } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const CONTAINER = 'spec.template.spec.containers.*';

/** Path by probe. */
const PROBES = { startup: '/readyz', readiness: '/readyz', liveness: '/livez' } as const;

const asksAdmin = ([probe, path]: readonly [string, string]): Expectation => ({
  name: `has a ${probe} probe on the admin port`,
  kind: 'Deployment',
  at: `${CONTAINER}.${probe}Probe.httpGet`,
  wanted: `path ${path}, port admin`,
  right: (get) => valuesAt(get, 'path').includes(path) && valuesAt(get, 'port').includes('admin'),
});

/** Pods that take requests as soon as they can, and only then. */
export const probes = expectations(3, [
  ...Object.entries(PROBES).map(asksAdmin),
  {
    name: 'is asked every second whether it has started, from the first second',
    kind: 'Deployment',
    at: `${CONTAINER}.startupProbe`,
    wanted: 'periodSeconds: 1, no initialDelaySeconds',
    right: (probe) =>
      valuesAt(probe, 'periodSeconds').includes(1) && !valuesAt(probe, 'initialDelaySeconds').some(Boolean),
  },
  {
    name: 'is asked every few seconds whether it is ready',
    kind: 'Deployment',
    at: `${CONTAINER}.readinessProbe.periodSeconds`,
    wanted: '3 or less',
    right: atMost(3),
  },
]);
