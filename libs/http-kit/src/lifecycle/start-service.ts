import type { Writable } from 'node:stream';

import { type Logger, openStdout } from '@exemplar/logging';

import { BASE_SETTINGS, type BaseConfig, readServiceConfig } from '../config/base-settings.ts';
import { ConfigError, EX_CONFIG } from '../config/config-error.ts';
import { formatHelp } from '../config/describe-config.ts';
import type { Environment } from '../config/read-config.ts';
import type { Config, Settings } from '../config/setting.ts';
import type { ProcessEvents } from './process-events.ts';
import { runService } from './run-service.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { ServiceExit } from './service-exit.ts';

export interface StartOptions {
  /** `process.env` by default. */
  readonly env?: Environment;
  /** The arguments behind the script's name, the process's own by default. */
  readonly argv?: readonly string[];
  /** Where log lines (and help) go; stdout by default. */
  readonly output?: Writable;
  /** Where the line on a wrong setting goes; stderr by default. */
  readonly errorOutput?: Writable;
  /** `process.exit` by default. */
  readonly exit?: (code: number) => void;
  /** Where signals and uncaught errors come from; `process` by default. */
  readonly events?: ProcessEvents;
}

export interface RunningService<S extends Settings = Settings> {
  /** Where the public port is reached from this machine. */
  readonly url: string;
  readonly adminUrl: string;
  readonly config: BaseConfig & Config<S>;
  readonly logger: Logger;
  /** Lets requests under way finish, closes everything and takes its listeners off the process, without exiting. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a service: settings, logs, metrics, the admin port, what the service opens, checks, the public port.
 *
 * `--help` prints the settings and exits 0. A wrong setting exits 78 with one line before anything is opened; whatever
 * else fails is logged, what was opened is closed, and the exit code is 1.
 *
 * @throws ServiceExit where `options.exit` returns
 */
export async function startService<S extends Settings, Resources>(
  definition: ServiceDefinition<S, Resources>,
  options: StartOptions = {},
): Promise<RunningService<S>> {
  const { env = process.env, argv = process.argv.slice(2), output = openStdout() } = options;
  const { errorOutput = process.stderr, exit = (code) => process.exit(code), events = process } = options;
  try {
    if (argv.includes('--help')) {
      output.write(formatHelp(definition.name, { ...BASE_SETTINGS, ...definition.settings }));
      throw new ServiceExit(0);
    }
    const config = readServiceConfig(definition.settings, env);
    return await runService(definition, config, { output, exit, events });
  } catch (error) {
    const ending = endingOf(error);
    // what ended otherwise has been told already
    if (ending !== error) errorOutput.write(`${definition.name}: ${(error as Error).message}\n`);
    exit(ending.exitCode);
    throw ending;
  }
}

function endingOf(error: unknown): ServiceExit {
  if (error instanceof ServiceExit) return error;
  return new ServiceExit(error instanceof ConfigError ? EX_CONFIG : 1, error);
}
