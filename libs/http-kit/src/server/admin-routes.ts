import { z } from 'zod';

import { LOG_LEVELS, type Logger } from '@exemplar/logging';
import type { Health, Metrics, Readiness } from '@exemplar/monitoring';

import type { BuildInfo } from '../lifecycle/build-info.ts';
import { json, stored } from '../routes/reply.ts';
import { defineRoute, type Route } from '../routes/route.ts';

export interface AdminOptions {
  readonly name: string;
  readonly build: BuildInfo;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
}

/** Where only checks that are not critical fail, requests are served all the same. */
const READY: ReadonlySet<Readiness['status']> = new Set(['ready', 'degraded']);

const NO_STORE = { 'cache-control': 'no-store' };

/** Makes the routes of the admin port. */
export function adminRoutes(options: AdminOptions): readonly Route[] {
  return [
    ...healthRoutes(options.health),
    metricsRoute(options.metrics),
    infoRoute(options),
    ...logLevelRoutes(options.logger),
  ];
}

function healthRoutes(health: Health): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/livez',
      summary: 'Whether the process lives; if not, it has to be restarted',
      answers: { 200: { description: 'It lives.' } },
      handler: () => json(health.liveness(), { headers: NO_STORE }),
    }),
    defineRoute({
      method: 'GET',
      path: '/readyz',
      summary: 'Whether requests may be sent',
      answers: { 200: { description: 'They may.' }, 503: { description: 'Starting, draining, or a check fails.' } },
      handler: async () => {
        const readiness = await health.readiness();
        return json(readiness, { status: READY.has(readiness.status) ? 200 : 503, headers: NO_STORE });
      },
    }),
  ];
}

function metricsRoute(metrics: Metrics): Route {
  return defineRoute({
    method: 'GET',
    path: '/metrics',
    summary: 'Metrics in the text format of Prometheus',
    answers: { 200: { description: 'The metrics.' } },
    handler: async () =>
      stored({ body: Buffer.from(await metrics.render()), contentType: metrics.contentType, headers: NO_STORE }),
  });
}

function infoRoute({ name, build }: AdminOptions): Route {
  return defineRoute({
    method: 'GET',
    path: '/info',
    summary: 'What runs here',
    answers: { 200: { description: 'Its name, version and age.' } },
    handler: () =>
      json(
        {
          name,
          owner: build.owner,
          version: build.version,
          commit: build.commit,
          buildTime: build.time,
          node: process.version,
          uptimeSeconds: Math.round(process.uptime()),
        },
        { headers: NO_STORE },
      ),
  });
}

const levelSchema = z.object({ level: z.enum(LOG_LEVELS) });

function logLevelRoutes(logger: Logger): readonly Route[] {
  const path = '/log-level';
  return [
    defineRoute({
      method: 'GET',
      path,
      summary: 'The log level',
      answers: { 200: { description: 'The level.', schema: levelSchema } },
      handler: () => ({ level: logger.level }),
    }),
    defineRoute({
      method: 'PUT',
      path,
      summary: 'Changes the log level until the next start',
      body: levelSchema,
      answers: { 200: { description: 'The level.', schema: levelSchema } },
      handler: ({ body }) => {
        logger.level = body.level;
        return body;
      },
    }),
  ];
}
