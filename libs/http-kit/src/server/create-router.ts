import express from 'express';

import { problem } from '../problems/http-problem.ts';
import { empty } from '../routes/reply.ts';
import type { Route } from '../routes/route.ts';
import { compileRoute, type RoutedRequest, type RouteOptions } from './compile-route.ts';
import type { Exchange, ExchangeResponse } from './exchange.ts';
import type { Responder } from './responder.ts';

/** Takes an exchange to its route, or to the problem that there is none. */
export type Dispatch = (exchange: Exchange) => void;

type ExpressHandler = Parameters<express.IRouterHandler<unknown>>[0];

/**
 * Makes the routing of declared routes, with HEAD for every GET, OPTIONS, and 405 with `Allow`.
 *
 * It is express's router without its application: that one gives each request and response another prototype, which
 * costs more than the routing itself and makes everything after it slower.
 *
 * @throws Error where two routes have the same method and path
 */
export function createRouter(routes: readonly Route[], options: RouteOptions): Dispatch {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[verbOf(route)](route.path, asExpress(compileRoute(route, options)));
  }
  for (const [path, methods] of methodsByPath(routes)) {
    router.all(path, asExpress(otherMethods(path, methods, options.responder)));
  }
  const serve = router as unknown as (req: unknown, res: unknown, next: (error?: unknown) => void) => void;
  return (exchange) => {
    serve(exchange.req, exchange.res, (error) => {
      options.responder.fail(exchange, error === undefined || error === null ? notFound(exchange) : malformedPath());
    });
  };
}

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

const verbOf = ({ method }: Route): Verb => method.toLowerCase() as Verb;

/** The router hands on what it was given, which are not express's own request and response. */
const asExpress = (serve: (req: RoutedRequest, res: ExchangeResponse) => void): ExpressHandler =>
  serve as unknown as ExpressHandler;

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const methods = byPath.get(path) ?? [];
    if (methods.includes(method)) throw new Error(`${method} ${path} is declared twice`);
    byPath.set(path, [...methods, ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  return byPath;
}

function otherMethods(path: string, methods: readonly string[], responder: Responder) {
  const allow = [...methods, 'OPTIONS'].join(', ');
  const options = empty(204, { allow });
  return (req: RoutedRequest, res: ExchangeResponse): void => {
    const { exchange } = res;
    exchange.route = path;
    if (req.method === 'OPTIONS') {
      responder.reply(exchange, options);
      return;
    }
    const detail = `${String(req.method)} is not served here, but ${allow}.`;
    responder.fail(exchange, problem('method-not-allowed', detail, { headers: { allow } }));
  };
}

const notFound = ({ path }: Exchange): Error => problem('not-found', `There is nothing at ${path.slice(0, 200)}.`);

/** The only error that the router itself makes: a path parameter that cannot be decoded. */
const malformedPath = (): Error => problem('invalid-request', 'The path has a malformed percent-escape.');
