import { partOf } from '../objects/metadata.ts';
import { priorityClassName } from '../objects/priority-classes.ts';
import { mebibytes } from '../objects/resources.ts';
import { expectations } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const POD = 'spec.template.spec';
const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

const namesAll = (value: unknown): boolean =>
  RESOURCES.every((name) => valuesAt(value, name).every((quantity) => typeof quantity === 'string'));

/** Pods that have what they need, and take nothing from others. */
export const resources = expectations(2, [
  {
    name: 'asks for cpu, memory and storage',
    kind: 'Deployment',
    at: `${POD}.containers.*.resources.requests`,
    wanted: RESOURCES.join(', '),
    right: namesAll,
  },
  {
    name: 'has limits of cpu, memory and storage',
    kind: 'Deployment',
    at: `${POD}.containers.*.resources.limits`,
    wanted: RESOURCES.join(', '),
    right: namesAll,
  },
  {
    name: 'limits its heap well below its memory',
    kind: 'Deployment',
    at: `${POD}.containers.*`,
    wanted: '--max-old-space-size in NODE_OPTIONS, of 40 to 80 per cent of the memory limit',
    right: (container) => {
      const [limit] = valuesAt(container, 'resources.limits.memory');
      const options = valuesAt(container, 'env.*')
        .filter((variable) => valuesAt(variable, 'name').includes('NODE_OPTIONS'))
        .flatMap((variable) => valuesAt(variable, 'value'));
      const share = Number(/--max-old-space-size=(\d+)/.exec(String(options))?.[1]) / mebibytes(String(limit));
      return share >= 0.4 && share <= 0.8;
    },
  },
  {
    name: "has its tier's priority",
    kind: 'Deployment',
    at: `${POD}.priorityClassName`,
    wanted: "the PriorityClass of the service's tier",
    right: (value, { service, platform }) => value === priorityClassName(partOf(platform.repository), service.tier),
  },
  {
    name: "has a class for its tier's priority",
    kind: 'PriorityClass',
    called: ({ service, platform }) => priorityClassName(partOf(platform.repository), service.tier),
    at: 'value',
    wanted: 'a number above 0, which pods without a class have',
    right: (value) => typeof value === 'number' && value > 0,
  },
]);
