import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';

import type { Subject } from '../subject.ts';
import { metadataOf, nameOf, type Track } from './metadata.ts';
import { SERVICE_PORT } from './ports.ts';

/**
 * How public requests come to a service: from the Gateway, by its name below the environment's domain.
 *
 * @param canary per cent of the requests that go to the canary's pods; without such pods it has to be 0
 */
export function route(subject: Subject, canary = 0): IHTTPRoute {
  const { service, where } = subject;
  const backend = (track: Track, weight: number) => ({ name: nameOf(subject, track), port: SERVICE_PORT, weight });
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(subject),
    spec: {
      parentRefs: [{ name: where.gateway.name, namespace: where.gateway.namespace }],
      hostnames: [`${service.name}.${where.domain}`],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [backend('stable', 100 - canary), backend('canary', canary)],
        },
      ],
    },
  };
}
