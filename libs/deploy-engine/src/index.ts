export { DeployError, type DeployErrorCode } from './deploy-error.ts';
export { type KubernetesObject } from './kubernetes-object.ts';
export {
  type Credentials,
  type NewRelease,
  type Pushed,
  type Registry,
  type RegistryOptions,
  type Release,
} from './registry/registry.ts';
