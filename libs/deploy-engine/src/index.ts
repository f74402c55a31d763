// Deploying
export { DeployError, type DeployErrorCode } from './deploy-error.ts';
export { createDeployEngine } from './engine/create-deploy-engine.ts';
export { DEFAULT_TIMES } from './engine/default-times.ts';
export { type DeployEngine } from './engine/deploy-engine.ts';
export {
  type DeployTimes,
  type EngineOptions,
  type EnvironmentOptions,
  type SentryOptions,
} from './engine/engine-options.ts';
export { type ConfigurationChange, type Confirmation, type Plan, type ReleaseDiff } from './engine/plan.ts';
export {
  type DeployKind,
  type DeployProgress,
  type DeployResult,
  type OnProgress,
  type Outcome,
  type Phase,
  type RunningPhase,
} from './engine/progress.ts';
export {
  type CanaryEndRequest,
  type CanaryRequest,
  type DeployRequest,
  type LockRequest,
  type PlanRequest,
  type RollbackRequest,
} from './engine/requests.ts';
export {
  type CanaryStatus,
  type HistoryEntry,
  type Lock,
  type PodLog,
  type RefusedRelease,
  type ServiceStatus,
} from './engine/status.ts';
export { type Actor, type Target } from './engine/target.ts';
export { type Trouble, TROUBLE_CODES, type TroubleCode } from './trouble/trouble.ts';

// Who may do what, where and when
export {
  type DeployRules,
  type EnvironmentRules,
  type Freeze,
  type Role,
  ROLES,
  type Weekday,
  WEEKDAYS,
} from './rules/deploy-rules.ts';
export { parseDeployRules } from './rules/parse-deploy-rules.ts';
export { type Known, whoIs } from './rules/who-is.ts';

// Releases; the registry also under `@exemplar/deploy-engine/registry`, without what else there is
export { type KubernetesObject } from './kubernetes-object.ts';
export { nearest } from './nearest.ts';
export { openRegistry, readManifests } from './registry/index.ts';
export {
  type Credentials,
  type NewRelease,
  type Pushed,
  type PushOptions,
  type Registry,
  type RegistryOptions,
  type Release,
} from './registry/registry.ts';
