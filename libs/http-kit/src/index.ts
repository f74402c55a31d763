// a service
export { type BuildInfo, readBuildInfo } from './lifecycle/build-info.ts';
export { type ServiceContext, type ServiceDefinition } from './lifecycle/service-definition.ts';
export { ServiceExit } from './lifecycle/service-exit.ts';
export { type RunningService, type StartOptions, startService } from './lifecycle/start-service.ts';

// settings
export { BASE_SETTINGS, type BaseConfig } from './config/base-settings.ts';
export { ConfigError } from './config/config-error.ts';
export { describeConfig, formatHelp, type SettingRow } from './config/describe-config.ts';
export { type Environment, readConfig } from './config/read-config.ts';
export { type Config, type Setting, setting, type SettingOptions, type Settings } from './config/setting.ts';

// routes and answers
export { type ApiInfo, type OpenApiDocument, openApiDocument } from './routes/openapi.ts';
export {
  empty,
  etagOf,
  html,
  json,
  Reply,
  type ReplyOptions,
  stored,
  type StoredBody,
  stream,
} from './routes/reply.ts';
export {
  type Answer,
  type Answers,
  defineRoute,
  type Route,
  type RouteDeclaration,
  type RouteRequest,
} from './routes/route.ts';
export { staticAssets, type StaticAssetsOptions } from './routes/static-assets.ts';

// problems
export { HttpProblem, problem, type ProblemOptions } from './problems/http-problem.ts';
export { type ProblemCode, type ProblemKind, PROBLEMS } from './problems/problem-codes.ts';
export { type ProblemDocument, problemDocument } from './problems/problem-document.ts';
export { toProblem } from './problems/to-problem.ts';

// what is in flight
export { createCoalesce } from './in-flight/coalesce.ts';

// outbound calls
export {
  createGuardedFetch,
  createOutboundClient,
  type GuardedFetch,
  type GuardedFetchOptions,
  isPublicAddress,
  type OpenedPage,
  type OpenPageOptions,
  type OutboundClient,
  type OutboundClientOptions,
  OutboundError,
  type OutboundErrorCode,
  type OutboundRequest,
  parseCidrs,
  parsePorts,
  upstreamStatusError,
} from './outbound/index.ts';
