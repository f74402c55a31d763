import { variablesOf } from '../objects/config.ts';
import { DEFAULT_SHUTDOWN_GRACE_MS } from '../objects/shutdown.ts';
import { atLeast, atMost, is } from './conditions.ts';
import { expectations } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

/** Versions that follow each other without a request lost. */
export const rollout = expectations(4, [
  {
    name: 'is rolled out step by step',
    kind: 'Deployment',
    at: 'spec.strategy.type',
    wanted: 'RollingUpdate',
    right: is('RollingUpdate'),
  },
  {
    name: 'loses no pod before a new one is there',
    kind: 'Deployment',
    at: 'spec.strategy.rollingUpdate.maxUnavailable',
    wanted: '0',
    right: is(0),
  },
  {
    name: 'may have more pods during a rollout',
    kind: 'Deployment',
    at: 'spec.strategy.rollingUpdate.maxSurge',
    wanted: 'a number or a percentage above 0',
    right: (value) => Number.parseInt(String(value), 10) > 0,
  },
  {
    name: 'has a rollout that fails within a minute',
    kind: 'Deployment',
    at: 'spec.progressDeadlineSeconds',
    wanted: '60 or less',
    right: atMost(60),
  },
  {
    name: 'has to stay ready for a moment to count',
    kind: 'Deployment',
    at: 'spec.minReadySeconds',
    wanted: '1 or more',
    right: atLeast(1),
  },
  {
    name: 'can go back to versions before',
    kind: 'Deployment',
    at: 'spec.revisionHistoryLimit',
    wanted: '2 or more',
    right: atLeast(2),
  },
  {
    name: 'takes requests until balancers know that it ends',
    kind: 'Deployment',
    at: 'spec.template.spec.containers.*.lifecycle.preStop.sleep.seconds',
    wanted: '1 or more, by sleep: images have no shell',
    right: atLeast(1),
  },
  {
    name: 'is not killed while it drains',
    kind: 'Deployment',
    at: 'spec.template.spec',
    wanted: 'terminationGracePeriodSeconds above the pause of preStop and SHUTDOWN_GRACE_MS together',
    right: (pod, installation) => {
      const [grace] = valuesAt(pod, 'terminationGracePeriodSeconds');
      const [pause] = valuesAt(pod, 'containers.*.lifecycle.preStop.sleep.seconds');
      const drainMs = Number(variablesOf(installation).SHUTDOWN_GRACE_MS ?? DEFAULT_SHUTDOWN_GRACE_MS);
      return Number(grace) > Number(pause) + drainMs / 1000;
    },
  },
]);
