import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import { unaskedFields } from './unasked-fields.ts';

const MODELS = [
  ConfigMap,
  Deployment,
  HTTPRoute,
  HorizontalPodAutoscaler,
  Namespace,
  NetworkPolicy,
  PodDisruptionBudget,
  PodMonitor,
  PriorityClass,
  Role,
  RoleBinding,
  Service,
  ServiceAccount,
];

/**
 * What is wrong with an object by the schema of its kind, those of custom resources too: wrong and missing values, and fields
 * that there are not. A sentence each; none where it is right.
 */
export function validateManifest(object: KubernetesObject): readonly string[] {
  const what = `${object.kind} ${object.metadata?.name ?? 'without a name'}`;
  const Model = MODELS.find(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);
  if (Model === undefined) return [`${what}: ${object.apiVersion} ${object.kind} is no kind that services have.`];
  let complaint: string | undefined;
  const unasked = unaskedFields(object, (watched) => {
    complaint = complaintOf(() => {
      Model.prototype.validate.call(watched as InstanceType<typeof Model>);
    });
  });
  return [
    ...(complaint === undefined ? [] : [`${what}: ${complaint}.`]),
    ...unasked.map((field) => `${what}: there is no field ${field}.`),
  ];
}

function complaintOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message.replaceAll(/\bdata\//g, '');
  }
}
