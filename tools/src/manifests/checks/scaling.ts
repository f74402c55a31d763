import { replicasOf } from '../objects/replicas.ts';
import { atLeast, holds, is } from './conditions.ts';
import { expectations } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const HPA = 'HorizontalPodAutoscaler';

const spreadsOver = (topologyKey: string) => ({
  name: `is spread over ${topologyKey}`,
  kind: 'Deployment',
  at: 'spec.template.spec.topologySpreadConstraints',
  wanted: `a constraint for ${topologyKey}`,
  right: (value: unknown) => valuesAt(value, '*.topologyKey').includes(topologyKey),
});

/** As many pods as the load asks for, where one failure does not reach them all. */
export const scaling = expectations(5, [
  {
    name: 'is scaled by its load',
    kind: HPA,
    at: 'apiVersion',
    wanted: 'autoscaling/v2',
    right: is('autoscaling/v2'),
  },
  {
    name: 'has an autoscaler that finds it',
    kind: HPA,
    at: 'spec.scaleTargetRef',
    wanted: "the service's Deployment",
    right: (value, { service }) => holds({ apiVersion: 'apps/v1', kind: 'Deployment', name: service.name }, value),
  },
  {
    name: 'has as few and as many pods as it says',
    kind: HPA,
    at: 'spec',
    wanted: 'the replicas of service.yaml, and no more than the environment allows',
    right: (value, installation) => {
      const { min, max } = replicasOf(installation);
      return valuesAt(value, 'minReplicas').includes(min) && valuesAt(value, 'maxReplicas').includes(max);
    },
  },
  {
    name: 'is scaled down slowly',
    kind: HPA,
    at: 'spec.behavior.scaleDown.stabilizationWindowSeconds',
    wanted: '300 or more',
    right: atLeast(300),
  },
  {
    name: 'leaves the number of pods to the autoscaler',
    kind: 'Deployment',
    at: 'spec.replicas',
    wanted: 'none',
    right: is(undefined),
  },
  {
    name: 'lets nodes be emptied, a pod at a time',
    kind: 'PodDisruptionBudget',
    at: 'spec.maxUnavailable',
    wanted: '1',
    right: is(1),
  },
  spreadsOver('topology.kubernetes.io/zone'),
  spreadsOver('kubernetes.io/hostname'),
]);
