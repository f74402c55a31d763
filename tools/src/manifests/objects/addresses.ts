import { DescriptionError } from '@exemplar/deploy-engine/description';

import type { Environment } from '../../descriptor/platform-schema.ts';
import type { Installation } from '../subject.ts';

/** The address that a service calls which may do something in Kubernetes. */
const API_SERVER = 'kubernetes';

/** What a service calls by addresses: those that it names, and the API server where it may do something there. */
export const addressNames = ({ service }: Pick<Installation, 'service'>): readonly string[] => [
  ...new Set([...service.egress.addresses, ...(service.permissions.rules.length > 0 ? [API_SERVER] : [])]),
];

/**
 * Where these are in an environment.
 *
 * @throws DescriptionError where the platform does not say
 */
export const addressesOf = (installation: Installation): readonly Environment['addresses'][string][] =>
  addressNames(installation).map((name) => {
    const { service, environment, where } = installation;
    const address = where.addresses[name];
    if (address !== undefined) return address;
    throw new DescriptionError(
      `k8s/platform.yaml: environments.${environment}.addresses.${name} is missing, which apps/${service.name}/service.yaml calls. ` +
        'Wanted: its blocks of addresses and its ports, such as { cidrs: [10.0.0.1/32], ports: [6443] }.',
    );
  });
