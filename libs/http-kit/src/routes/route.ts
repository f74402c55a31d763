import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

import type { z } from 'zod';

import type { ProblemCode } from '../problems/problem-codes.ts';
import type { Reply } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route answers with at one status. */
export interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** application/json by default, where there is a schema. */
  readonly contentType?: string;
}

export type Answers = Readonly<Record<number, Answer>>;

type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

type Described<A extends Answers> = {
  [Status in keyof A]: A[Status] extends { readonly schema: infer S } ? Output<S, never> : never;
}[keyof A];

/** The values of the answers that have a schema; where none has one, any value does. */
type Value<A extends Answers> = [Described<A>] extends [never] ? unknown : Described<A>;

type Handled<V> = V | Reply<V>;

/** What a handler is given: everything validated and typed by the route's schemas. */
export interface RouteRequest<Query, Params, Headers, Body> {
  readonly query: Query;
  readonly params: Params;
  readonly headers: Headers;
  readonly body: Body;
  /** The body's bytes, as signatures are made over; empty without a body schema. */
  readonly rawBody: Buffer;
  /** Aborted when the client leaves before its answer. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Who asks: `key:` and a fingerprint of the API key, else the address. */
  readonly client: string;
  readonly raw: IncomingMessage;
}

export interface RouteDeclaration<Q, P, H, B, A extends Answers> {
  readonly method: Method;
  /** As express writes it: `/v1/things/:id`. It is also the route's label in metrics and logs. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /**
   * One value a parameter, unless its schema takes an array; unknown parameters are refused. The same text has the same
   * values, which are frozen and may be those of an earlier request.
   */
  readonly query?: Q;
  readonly params?: P;
  /** By lower-case names. */
  readonly headers?: H;
  /** JSON, unless `bodyType` says otherwise. */
  readonly body?: B;
  /** `form`: application/x-www-form-urlencoded, read like a query. */
  readonly bodyType?: 'json' | 'form';
  readonly answers: A;
  /** The problems its handler throws; those of the chassis are added by themselves. */
  readonly problems?: readonly ProblemCode[];
  /** Takes whatever query string comes and gives none to the handler: a page in the browser reads its own. */
  readonly anyQuery?: boolean;
  /** Needs no API key. */
  readonly open?: boolean;
  /** Not told in the API's description. */
  readonly hidden?: boolean;
  readonly handler: (
    request: RouteRequest<
      Output<Q, Readonly<Record<string, never>>>,
      Output<P, Readonly<Record<string, string>>>,
      Output<H, IncomingHttpHeaders>,
      Output<B, undefined>
    >,
  ) => Handled<Value<A>> | Promise<Handled<Value<A>>>;
}

/** A declared route, its types forgotten. */
export interface Route extends Omit<
  RouteDeclaration<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType, Answers>,
  'handler'
> {
  readonly handler: (request: RouteRequest<unknown, unknown, unknown, unknown>) => unknown;
}

/**
 * Declares a route once; validation, the API's description, the handler's types and the labels of metrics come from it.
 *
 * The handler gives a value, sent as JSON with status 200, or a reply (`json`, `stored`, `stream`, `html`, `empty`), or
 * throws (`problem`).
 */
export function defineRoute<
  Q extends z.ZodObject | undefined = undefined,
  P extends z.ZodObject | undefined = undefined,
  H extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  const A extends Answers = Answers,
>(declaration: RouteDeclaration<Q, P, H, B, A>): Route {
  return declaration as unknown as Route; // the compiled route gives the handler just what its schemas made
}
