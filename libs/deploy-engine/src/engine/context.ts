import type { Logger } from '@exemplar/logging';

import { DeployError } from '../deploy-error.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Audit } from '../report/audit.ts';
import type { DeployRules } from '../rules/deploy-rules.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Environment } from './environment.ts';
import type { DeployResult } from './progress.ts';

/** What all parts of an engine stand on. */
export interface Context {
  readonly environments: ReadonlyMap<string, Environment>;
  readonly registry: EngineOptions['registry'];
  readonly rules: DeployRules;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly repository: string | undefined;
  /** Tells all who are to know how a deploy ended. Nobody waits for them. */
  readonly tellEnd: (environment: Environment, result: DeployResult) => void;
  /** Aborted when the engine is to stop. */
  readonly closing: AbortSignal;
}

/** @throws DeployError `unknown-environment` */
export function environmentOf({ environments }: Context, name: string): Environment {
  const environment = environments.get(name);
  if (environment !== undefined) return environment;
  const names = [...environments.keys()];
  const message = `There is no environment "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`;
  throw new DeployError('unknown-environment', message);
}

/** @throws DeployError `unknown-service` */
export async function checkService({ registry }: Context, service: string): Promise<void> {
  const names = await registry.services();
  if (names.includes(service)) return;
  const all = names.length === 0 ? 'No service has a release yet.' : `There are: ${names.join(', ')}.`;
  throw new DeployError('unknown-service', `There is no service "${service}".${didYouMean(service, names)} ${all}`);
}
