export { DeployError, type DeployErrorCode } from '../deploy-error.ts';
export { type KubernetesObject } from '../kubernetes-object.ts';
export { DIRTY, isDirty } from './is-dirty.ts';
export { openRegistry } from './open-registry.ts';
export { readManifests } from './read-manifests.ts';
export {
  type Credentials,
  type NewRelease,
  type Pushed,
  type PushOptions,
  type Registry,
  type RegistryOptions,
  type Release,
} from './registry.ts';
