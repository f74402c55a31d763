import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

import type { Subject } from '../subject.ts';
import { metadataOf } from './metadata.ts';

/** A service's own identity. It gives no pod its token: a pod that needs one asks for it, see `tokenVolumes`. */
export const serviceAccount = (subject: Subject): IServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadataOf(subject),
  automountServiceAccountToken: false,
});
