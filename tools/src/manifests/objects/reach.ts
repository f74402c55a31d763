import type { Environment } from '../../descriptor/platform-schema.ts';
import type { Installation } from '../subject.ts';

/**
 * Where a service may act in Kubernetes: in its own environment, and in those before it where it says so and they are in the same
 * cluster. Nothing acts on an environment that comes later: what runs in staging cannot touch production.
 *
 * @returns the environments by name; none where it may do nothing
 */
export function reachOf({
  service,
  environment,
  platform,
}: Omit<Installation, 'where'>): ReadonlyMap<string, Environment> {
  const { environments, rules } = service.permissions;
  if (rules.length === 0) return new Map();
  const all = Object.entries(platform.environments);
  const own = all.findIndex(([name]) => name === environment);
  const context = all[own]?.[1].context;
  const reached = all.filter(
    ([, where], index) =>
      index === own || (index < own && environments === 'own-and-earlier' && where.context === context),
  );
  return new Map(reached);
}
