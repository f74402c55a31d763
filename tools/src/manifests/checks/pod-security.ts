import type { Installation } from '../subject.ts';
import { atLeast, holds, is } from './conditions.ts';
import { expectations } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.*`;

const ownName = (value: unknown, { service }: Installation): boolean => value === service.name;

/** Pods that could do little with what they do not need. */
export const podSecurity = expectations(1, [
  {
    name: 'does not run as root',
    kind: 'Deployment',
    at: `${POD}.securityContext.runAsNonRoot`,
    wanted: 'true',
    right: is(true),
  },
  {
    name: 'runs as a numeric user that is nobody on the node',
    kind: 'Deployment',
    at: `${POD}.securityContext.runAsUser`,
    wanted: '10000 or more',
    right: atLeast(10_000),
  },
  {
    name: 'makes only the system calls that the runtime allows',
    kind: 'Deployment',
    at: `${POD}.securityContext.seccompProfile.type`,
    wanted: 'RuntimeDefault',
    right: is('RuntimeDefault'),
  },
  {
    name: 'cannot gain privileges',
    kind: 'Deployment',
    at: `${CONTAINER}.securityContext.allowPrivilegeEscalation`,
    wanted: 'false',
    right: is(false),
  },
  {
    name: 'has no capabilities',
    kind: 'Deployment',
    at: `${CONTAINER}.securityContext.capabilities`,
    wanted: 'all dropped, none added',
    right: (value) => JSON.stringify(value) === '{"drop":["ALL"]}',
  },
  {
    name: 'has a read-only root file system',
    kind: 'Deployment',
    at: `${CONTAINER}.securityContext.readOnlyRootFilesystem`,
    wanted: 'true',
    right: is(true),
  },
  {
    name: 'may write to /tmp, up to a limit',
    kind: 'Deployment',
    at: POD,
    wanted: 'an emptyDir with a sizeLimit, mounted at /tmp',
    right: hasLimitedTmp,
  },
  {
    name: 'is in a namespace that takes only restricted pods',
    kind: 'Namespace',
    at: 'metadata.labels',
    wanted: 'pod-security.kubernetes.io/enforce: restricted',
    right: (value) => holds({ 'pod-security.kubernetes.io/enforce': 'restricted' }, value),
  },
  {
    name: 'has an account of its own',
    kind: 'Deployment',
    at: `${POD}.serviceAccountName`,
    wanted: "the service's name",
    right: ownName,
  },
  {
    name: 'has an account that exists',
    kind: 'ServiceAccount',
    at: 'metadata.name',
    wanted: "the service's name",
    right: ownName,
  },
  {
    name: 'is not given a token by its account',
    kind: 'ServiceAccount',
    at: 'automountServiceAccountToken',
    wanted: 'false',
    right: is(false),
  },
  {
    name: 'does not ask for a token',
    kind: 'Deployment',
    at: `${POD}.automountServiceAccountToken`,
    wanted: 'false',
    right: is(false),
  },
]);

function hasLimitedTmp(pod: unknown): boolean {
  const mounts = valuesAt(pod, 'containers.*.volumeMounts.*');
  const mount = mounts.find((one) => valuesAt(one, 'mountPath').includes('/tmp'));
  const volumes = valuesAt(pod, 'volumes.*');
  const volume = volumes.find((one) => valuesAt(one, 'name').some((name) => valuesAt(mount, 'name').includes(name)));
  return valuesAt(volume, 'emptyDir.sizeLimit').every((limit) => typeof limit === 'string');
}
