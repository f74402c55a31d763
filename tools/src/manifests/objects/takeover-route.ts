import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';

import type { Installation, Subject } from '../subject.ts';
import { metadataOf } from './metadata.ts';
import { SERVICE_PORT } from './ports.ts';

/** What moves to a service in one environment. */
export interface Takeover {
  readonly hostname: string;
  /** Of a hundred requests. */
  readonly percent: number;
}

/** What `takesOver` says for an environment; null where it says nothing of it. */
export function takeoverOf({ service, environment }: Pick<Installation, 'service' | 'environment'>): Takeover | null {
  const { hostname, percent } = service.takesOver ?? {};
  const here = {
    hostname: typeof hostname === 'object' ? hostname[environment] : hostname,
    percent: typeof percent === 'object' ? percent[environment] : percent,
  };
  return here.hostname === undefined || here.percent === undefined
    ? null
    : { hostname: here.hostname, percent: here.percent };
}

export const takeoverName = (service: string): string => `${service}-takeover`;

/**
 * How a part of the requests of what was there before comes to a service, by a route of its own: a canary of the service, which
 * shares the other route, has nothing to do with it.
 */
export function takeoverRoutes(subject: Subject): readonly IHTTPRoute[] {
  const { service, where } = subject;
  const takeover = takeoverOf(subject);
  if (service.takesOver === undefined || takeover === null) return [];
  const { path, from } = service.takesOver;
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { ...metadataOf(subject), name: takeoverName(service.name) },
      spec: {
        parentRefs: [{ name: where.gateway.name, namespace: where.gateway.namespace }],
        hostnames: [takeover.hostname],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: path } }],
            backendRefs: [
              { name: service.name, port: SERVICE_PORT, weight: takeover.percent },
              { name: from.service, namespace: from.namespace, port: from.port, weight: 100 - takeover.percent },
            ],
          },
        ],
      },
    },
  ];
}
