import { selectorOf } from '../objects/metadata.ts';
import { holds } from './conditions.ts';
import { type Expectation, expectations } from './manifest-check.ts';

/** Where each kind says which pods it is about. */
const SELECTORS = {
  Deployment: 'spec.selector.matchLabels',
  Service: 'spec.selector',
  PodDisruptionBudget: 'spec.selector.matchLabels',
  PodMonitor: 'spec.selector.matchLabels',
} as const;

const finds = ([kind, at]: readonly [string, string]): Expectation => ({
  name: `has a ${kind} that finds its pods`,
  kind,
  called: ({ service }) => service.name,
  at,
  wanted: 'labels that its pods have, and always will',
  right: (value, installation) => {
    const selected = (value ?? {}) as Readonly<Record<string, string>>;
    return Object.keys(selected).length > 0 && holds(selected, selectorOf(installation));
  },
});

/** What selects a service's pods finds them, at every version. */
export const selectors = expectations(7, [
  {
    name: 'has pods with the labels by which they are found',
    kind: 'Deployment',
    at: 'spec.template.metadata.labels',
    wanted: "the service's name, and its instance",
    right: (value, installation) => holds(selectorOf(installation), value),
  },
  ...Object.entries(SELECTORS).map(finds),
]);
