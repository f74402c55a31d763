import type { Writable } from 'node:stream';

import type { Logger } from '@exemplar/logging';

import type { BaseConfig } from '../config/base-settings.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Config, Settings } from '../config/setting.ts';
import { docsRoutes } from '../docs/docs-routes.ts';
import { createOutboundClient } from '../outbound/index.ts';
import { openApiDocument } from '../routes/openapi.ts';
import type { Route } from '../routes/route.ts';
import { adminRoutes } from '../server/admin-routes.ts';
import type { HttpServer } from '../server/create-http-server.ts';
import { createPort } from '../server/create-port.ts';
import { createGate } from '../server/gate.ts';
import { createOverload } from '../server/overload.ts';
import { type BuildInfo, readBuildInfo } from './build-info.ts';
import { type Closers, createClosers } from './closers.ts';
import { createStop } from './create-stop.ts';
import { createServiceLogger, type Instruments, logFormat, openInstruments } from './instruments.ts';
import { originOf } from './origins.ts';
import { listenToProcess, type ProcessEvents } from './process-events.ts';
import type { ServiceContext, ServiceDefinition } from './service-definition.ts';
import { ServiceExit } from './service-exit.ts';
import type { RunningService } from './start-service.ts';

export interface RunOptions {
  readonly output: Writable;
  readonly exit: (code: number) => void;
  readonly events: ProcessEvents;
}

interface Parts<S extends Settings> {
  readonly config: BaseConfig & Config<S>;
  readonly build: BuildInfo;
  readonly logger: Logger;
  readonly closers: Closers;
  readonly instruments: Instruments;
  readonly servers: HttpServer[];
  /** How long idle connections are kept while draining, in ms; known when the service stops. */
  readonly patience: { ms: number };
}

/** Clients that keep a connection busy use it within this time, and are told to close it then. Milliseconds. */
const MAX_PATIENCE_MS = 500;

/**
 * Opens a service part by part, in order; what fails is logged, and what was opened is closed again.
 *
 * @throws ServiceExit after a failure; ConfigError from the service's own `open`
 */
export async function runService<S extends Settings, Resources>(
  definition: ServiceDefinition<S, Resources>,
  config: BaseConfig & Config<S>,
  { output, exit, events }: RunOptions,
): Promise<RunningService<S>> {
  const build = readBuildInfo();
  const logger = createServiceLogger(definition.name, build, config, output);
  const closers = createClosers(logger);
  const instruments = await openInstruments(definition.name, build, config, logger, closers);
  const { health, bugs } = instruments;
  const servers: HttpServer[] = [];
  const patience = { ms: 0 };
  const stop = createStop({
    logger,
    closers,
    graceMs: config.SHUTDOWN_GRACE_MS,
    drain: (delayMs) => {
      health.draining();
      patience.ms = Math.min(delayMs, MAX_PATIENCE_MS);
    },
    cutOff: () => {
      for (const server of servers) server.destroy();
    },
  });
  const end = async (delayMs: number): Promise<number> => {
    const code = await stop(delayMs);
    unlisten();
    return code;
  };
  const unlisten = listenToProcess({ events, logger, bugs, exit, stop: end, drainDelayMs: config.DRAIN_DELAY_MS });
  try {
    const urls = await openPorts(definition, { config, build, logger, closers, instruments, servers, patience });
    health.started();
    logger.info('Ready', { ...urls, commit: build.commit });
    if (logFormat(config, output) === 'pretty') tellWhereToLook(logger, urls);
    return {
      ...urls,
      config,
      logger,
      stop: async () => {
        await end(0);
      },
    };
  } catch (error) {
    if (!(error instanceof ServiceExit || error instanceof ConfigError)) logger.error('The start failed', { error });
    await end(0);
    await closers.closeAll(); // what was opened while a signal had already begun to stop it
    throw error instanceof ConfigError ? error : new ServiceExit(1, error);
  }
}

interface Urls {
  readonly url: string;
  readonly adminUrl: string;
}

/** The admin port comes first, to tell that the service is starting; the public port last, when all is there to serve. */
async function openPorts<S extends Settings, Resources>(
  definition: ServiceDefinition<S, Resources>,
  parts: Parts<S>,
): Promise<Urls> {
  const { config, logger, instruments } = parts;
  const { health, bugs } = instruments;
  const common = {
    bugs,
    logger,
    maxBodyBytes: config.MAX_REQUEST_BODY_BYTES,
  };
  const admin = createPort({
    ...common,
    routes: adminRoutes({ name: definition.name, build: parts.build, logger, ...instruments }),
    accessLevel: 'debug',
  });
  const adminPort = await listen(parts, admin, 'ADMIN_PORT', config.ADMIN_PORT);
  const context = contextOf(definition.name, parts);
  const resources = (await definition.open?.(context)) as Resources; // a service that opens nothing has none
  await checkAll(instruments);
  if (health.state === 'draining') throw new ServiceExit(0);
  let url = '';
  const open = createPort({
    ...common,
    routes: withDocs(definition, definition.routes(resources, context), parts, () => url),
    accessLevel: 'info',
    http: instruments.metrics.http,
    gate: createGate(config),
    trustedProxies: config.TRUST_PROXY,
    timeouts: { keepAliveMs: config.KEEP_ALIVE_TIMEOUT_MS },
    overload: createOverload({
      maxInFlight: config.MAX_IN_FLIGHT,
      maxDelayMs: config.MAX_EVENT_LOOP_DELAY_MS,
      delayMs: instruments.delayMs,
    }),
  });
  url = originOf(config.HOST, await listen(parts, open, 'PORT', config.PORT));
  return { url, adminUrl: originOf(config.HOST, adminPort) };
}

function contextOf<S extends Settings>(name: string, parts: Parts<S>): ServiceContext<S> {
  const { config, build, logger, closers, instruments } = parts;
  const { metrics, health, bugs } = instruments;
  const userAgent = `${name}/${build.version}`;
  return {
    config,
    build,
    logger,
    metrics,
    health,
    bugs,
    onClose: closers.add,
    outbound: (options = {}) => {
      const client = createOutboundClient({ userAgent, logger, metrics: metrics.outbound, ...options });
      closers.add('outbound client', () => {
        client.close();
      });
      return client;
    },
  };
}

async function listen<S extends Settings>(
  { config, closers, servers, patience }: Parts<S>,
  server: HttpServer,
  variable: 'PORT' | 'ADMIN_PORT',
  port: number,
): Promise<number> {
  servers.push(server);
  const given = await server.listen(port, config.HOST).catch((cause: unknown) => {
    throw new Error(`${variable}: ${(cause as Error).message}`, { cause });
  });
  closers.add(variable, () => server.drain(patience.ms));
  return given;
}

async function checkAll({ health }: Instruments): Promise<void> {
  const { checks } = await health.readiness();
  const failed = Object.entries(checks).filter(([, { status, critical }]) => critical && status === 'failing');
  const told = failed.map(([name, { error }]) => `${name} (${String(error)})`);
  if (told.length > 0) throw new Error(`Checks failed: ${told.join(', ')}`);
}

function withDocs<S extends Settings, Resources>(
  { name, description }: ServiceDefinition<S, Resources>,
  routes: readonly Route[],
  { config, build }: Parts<S>,
  origin: () => string,
): readonly Route[] {
  const document = openApiDocument(routes, {
    title: name,
    version: build.version,
    description,
    needsKey: config.API_KEYS !== undefined,
    limitsRate: config.RATE_LIMIT_PER_MINUTE > 0,
  });
  return [...routes, ...docsRoutes(document, origin)];
}

function tellWhereToLook(logger: Logger, { url, adminUrl }: Urls): void {
  logger.info(`  open      ${url}/`);
  logger.info(`  docs      ${url}/docs`);
  logger.info(`  metrics   ${adminUrl}/metrics`);
  logger.info(`  health    ${adminUrl}/readyz`);
}
