import express from 'express';

import { problem } from '../problems/http-problem.ts';
import { empty } from '../routes/reply.ts';
import type { Route } from '../routes/route.ts';
import { compileRoute, type RouteOptions, type Serve } from './compile-route.ts';
import type { Exchange, ExchangeResponse } from './exchange.ts';
import type { Responder } from './responder.ts';

/** Takes an exchange to its route, or to the problem that there is none. */
export type Dispatch = (exchange: Exchange) => void;

type ExpressHandler = Parameters<express.IRouterHandler<unknown>>[0];

/** A path without parameters or anything else that express reads as a pattern. */
const PLAIN_PATH = /^[\w./~-]+$/;

const isPlain = ({ path }: Route): boolean => PLAIN_PATH.test(path);

/**
 * Makes the routing of declared routes, with HEAD for every GET, OPTIONS, and 405 with `Allow`. Plain paths go before those
 * with parameters.
 *
 * It is express's router without its application: that one gives each request and response another prototype, which
 * costs more than the routing itself and makes everything after it slower. A request that asks for a plain path by a
 * method of its route is not even routed: to find it in a table takes 0.1 µs, the router 1.7 and more with each route.
 *
 * @throws Error where two routes have the same method and path
 */
export function createRouter(routes: readonly Route[], options: RouteOptions): Dispatch {
  const router = express.Router({ caseSensitive: true, strict: true });
  const plain = new Map<string, Map<string, Serve>>();
  for (const route of [...routes.filter(isPlain), ...routes.filter((other) => !isPlain(other))]) {
    const { path, method } = route;
    const serve = compileRoute(route, options);
    router[verbOf(route)](path, asExpress(serve));
    if (isPlain(route)) plain.set(path, (plain.get(path) ?? new Map<string, Serve>()).set(method, serve));
  }
  for (const [path, methods] of methodsByPath(routes)) {
    router.all(path, asExpress(otherMethods(path, methods, options.responder)));
  }
  const serveByRouter = router as unknown as (req: unknown, res: unknown, next: (error?: unknown) => void) => void;
  return (exchange) => {
    const serve = plain.get(exchange.path)?.get(String(exchange.req.method));
    if (serve !== undefined) {
      serve(exchange, NO_PARAMS);
      return;
    }
    serveByRouter(exchange.req, exchange.res, (error) => {
      options.responder.fail(exchange, error === undefined || error === null ? notFound(exchange) : malformedPath());
    });
  };
}

const NO_PARAMS = Object.freeze({});

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

const verbOf = ({ method }: Route): Verb => method.toLowerCase() as Verb;

/** Node's request, as express's router hands it on. */
interface RoutedRequest {
  readonly params: Readonly<Record<string, unknown>>;
}

/** The router hands on what it was given, which are not express's own request and response. */
function asExpress(serve: Serve): ExpressHandler {
  const handle = (req: RoutedRequest, res: ExchangeResponse): void => {
    serve(res.exchange, req.params);
  };
  return handle as unknown as ExpressHandler;
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const methods = byPath.get(path) ?? [];
    if (methods.includes(method)) throw new Error(`${method} ${path} is declared twice`);
    byPath.set(path, [...methods, ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  return byPath;
}

function otherMethods(path: string, methods: readonly string[], responder: Responder): Serve {
  const allow = [...methods, 'OPTIONS'].join(', ');
  const options = empty(204, { allow });
  return (exchange) => {
    exchange.route = path;
    if (exchange.req.method === 'OPTIONS') {
      responder.reply(exchange, options);
      return;
    }
    const detail = `${String(exchange.req.method)} is not served here, but ${allow}.`;
    responder.fail(exchange, problem('method-not-allowed', detail, { headers: { allow } }));
  };
}

const notFound = ({ path }: Exchange): Error => problem('not-found', `There is nothing at ${path.slice(0, 200)}.`);

/** The only error that the router itself makes: a path parameter that cannot be decoded. */
const malformedPath = (): Error => problem('invalid-request', 'The path has a malformed percent-escape.');
