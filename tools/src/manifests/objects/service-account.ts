import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

import type { Subject } from '../subject.ts';
import { metadataOf } from './metadata.ts';

/** A service's own identity. No pod is given its token: no service talks to Kubernetes. */
export const serviceAccount = (subject: Subject): IServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadataOf(subject),
  automountServiceAccountToken: false,
});
