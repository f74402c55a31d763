import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';

import type { Platform } from '../../descriptor/platform-schema.ts';
import type { Service } from '../../descriptor/service-schema.ts';
import { partOf } from './metadata.ts';

type Tier = Service['tier'];

/** Where there is no room for all, pods of a higher value stay. All are above pods without a class, which have 0. */
const VALUES: readonly (readonly [Tier, number])[] = [
  [1, 100_000],
  [2, 10_000],
  [3, 1000],
];

/** The classes belong to the whole cluster, so their names say whose they are. */
export const priorityClassName = (platform: string, tier: Tier): string => `${platform}-tier-${tier}`;

/** A class for each tier. */
export const priorityClasses = ({ repository }: Platform): readonly IPriorityClass[] =>
  VALUES.map(([tier, value]) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: priorityClassName(partOf(repository), tier) },
    value,
  }));
