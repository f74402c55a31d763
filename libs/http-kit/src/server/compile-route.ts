import type { IncomingMessage } from 'node:http';
import { types } from 'node:util';

import type { z } from 'zod';

import { checkBodyType } from '../routes/body-type.ts';
import { readBody } from '../routes/read-body.ts';
import { NO_QUERY, queryReader, readBodyValue, recordReader } from '../routes/read-input.ts';
import { json, Reply } from '../routes/reply.ts';
import type { Route, RouteRequest } from '../routes/route.ts';
import type { Exchange } from './exchange.ts';
import type { Gate } from './gate.ts';
import type { Responder } from './responder.ts';

export interface RouteOptions {
  readonly responder: Responder;
  readonly gate: Gate | null;
  readonly maxBodyBytes: number;
}

/** What a handler is given; the signal is only made where it is asked for. */
class Input implements RouteRequest<unknown, unknown, unknown, unknown> {
  readonly query: unknown;
  readonly params: unknown;
  readonly headers: unknown;
  body: unknown = undefined;
  rawBody: Buffer = NO_BYTES;
  readonly #exchange: Exchange;

  constructor(exchange: Exchange, query: unknown, params: unknown, headers: unknown) {
    this.#exchange = exchange;
    this.query = query;
    this.params = params;
    this.headers = headers;
  }

  get signal(): AbortSignal {
    return this.#exchange.signal;
  }

  get requestId(): string {
    return this.#exchange.requestId;
  }

  get client(): string {
    return this.#exchange.client;
  }

  get raw(): IncomingMessage {
    return this.#exchange.req;
  }
}

const NO_BYTES = Buffer.alloc(0);

/** Serves an exchange on its route. */
export type Serve = (exchange: Exchange, params: Readonly<Record<string, unknown>>) => void;

/**
 * Makes the one function that serves a route: gate, validation, handler, answer.
 *
 * A handler that answers without a promise is served without one.
 */
export function compileRoute(route: Route, { responder, gate, maxBodyBytes }: RouteOptions): Serve {
  const readQuery = route.anyQuery === true ? () => NO_QUERY : queryReader(route.query);
  const readParams = recordReader('path', route.params);
  const readHeaders = recordReader('header', route.headers);
  const { body: schema, bodyType = 'json', open = false } = route;
  const run = createRun(route.handler, responder);

  const runWithBody = async (exchange: Exchange, input: Input, body: z.ZodType): Promise<void> => {
    try {
      checkBodyType(exchange.req.headers, bodyType);
      input.rawBody = await readBody(exchange.req, maxBodyBytes, () => {
        exchange.proceed();
      });
      input.body = readBodyValue(body, bodyType, input.rawBody);
      run(exchange, input);
    } catch (error) {
      responder.fail(exchange, error);
    }
  };

  return (exchange, params) => {
    exchange.route = route.path;
    try {
      gate?.(exchange, open);
      const input = new Input(
        exchange,
        readQuery(exchange.target),
        readParams(params),
        readHeaders(exchange.req.headers),
      );
      if (schema === undefined) run(exchange, input);
      else void runWithBody(exchange, input, schema);
    } catch (error) {
      responder.fail(exchange, error);
    }
  };
}

function createRun(handler: Route['handler'], responder: Responder): (exchange: Exchange, input: Input) => void {
  const answer = (exchange: Exchange, value: unknown): void => {
    responder.reply(exchange, value instanceof Reply ? value : json(value));
  };

  const answerLater = async (exchange: Exchange, value: Promise<unknown>): Promise<void> => {
    try {
      answer(exchange, await value);
    } catch (error) {
      responder.fail(exchange, error);
    }
  };

  return (exchange, input) => {
    const value = handler(input);
    if (types.isPromise(value)) void answerLater(exchange, value);
    else answer(exchange, value);
  };
}
