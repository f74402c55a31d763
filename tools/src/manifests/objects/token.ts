import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';

import type { Subject } from '../subject.ts';

const VOLUME = 'kubernetes';

/** Where clients of Kubernetes look for it. */
export const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
/** Seconds. The kubelet renews it in time, and clients read it anew. */
const LIFETIME = 3600;

const mayAct = ({ service }: Subject): boolean => service.permissions.rules.length > 0;

/**
 * What a service needs to be known to Kubernetes, where it may do something there: a token of its account that ends soon, the
 * authority that the API server is known by, and its namespace. No account gives its token by itself.
 */
export const tokenVolumes = (subject: Subject): readonly IVolume[] =>
  mayAct(subject)
    ? [
        {
          name: VOLUME,
          projected: {
            sources: [
              { serviceAccountToken: { path: 'token', expirationSeconds: LIFETIME } },
              { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
              { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
            ],
          },
        },
      ]
    : [];

export const tokenMounts = (subject: Subject): readonly IVolumeMount[] =>
  mayAct(subject) ? [{ name: VOLUME, mountPath: TOKEN_FOLDER, readOnly: true }] : [];
