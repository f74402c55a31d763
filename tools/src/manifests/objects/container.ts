import type { IContainer } from 'kubernetes-models/v1/Container';

import { type Subject, UNRELEASED } from '../subject.ts';
import { secretVariables } from './config.ts';
import { filesMounts } from './files.ts';
import { PORTS } from './ports.ts';
import { probes } from './probes.ts';
import { nodeOptions, resourcesOf } from './resources.ts';
import { PRE_STOP_SECONDS } from './shutdown.ts';
import { tokenMounts } from './token.ts';

const SECURITY = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** The volume for `/tmp`, the one place where a service may write. */
export const TEMPORARY = 'tmp';

/** The container of a service's pods. */
export function container(subject: Subject): IContainer {
  const { service, platform, release } = subject;
  return {
    name: service.name,
    image: release.image ?? `${platform.registry}/${service.name}:${release.version}`,
    // A version's image never changes; that of a branch does.
    imagePullPolicy: release.version === UNRELEASED.version ? 'Always' : 'IfNotPresent',
    ports: Object.entries(PORTS).map(([name, containerPort]) => ({ name, protocol: 'TCP', containerPort })),
    envFrom: [{ configMapRef: { name: service.name } }],
    env: [{ name: 'NODE_OPTIONS', value: nodeOptions(service) }, ...secretVariables(subject)],
    resources: resourcesOf(service),
    ...probes,
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    securityContext: SECURITY,
    volumeMounts: [{ name: TEMPORARY, mountPath: '/tmp' }, ...filesMounts(subject), ...tokenMounts(subject)],
  };
}
