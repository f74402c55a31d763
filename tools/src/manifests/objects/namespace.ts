import type { INamespace } from 'kubernetes-models/v1/Namespace';

/** The namespace of an environment. It takes no pod that is not held to Pod Security's strictest standard. */
export const namespace = (name: string): INamespace => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    },
  },
});
