import { type Agent, request, type RequestOptions } from 'node:http';
import { request as requestTls } from 'node:https';

import type { MixRequest } from './read-mix.ts';

/** After it a request counts as failed. */
const TIMEOUT_MS = 30_000;

/**
 * Sends a request of a load test and reads all of its answer.
 *
 * @param number of the request, for what is made of it
 * @param timeoutMs how long a connection may be silent
 * @returns the status, or what came instead, as `ECONNRESET`
 */
export function sendRequest(
  base: URL,
  agent: Agent,
  asked: MixRequest,
  number: number,
  timeoutMs = TIMEOUT_MS,
): Promise<number | string> {
  return new Promise<number | string>((resolve) => {
    const { url, headers, body } = madeFor(base, asked, number);
    const options: RequestOptions = { agent, method: asked.method, headers, timeout: timeoutMs };
    const sent = (url.protocol === 'https:' ? requestTls : request)(url, options, (answer) => {
      answer.resume();
      answer.on('error', fail);
      answer.on('end', () => {
        resolve(Number(answer.statusCode));
      });
    });
    const fail = (error: NodeJS.ErrnoException): void => {
      resolve(error.code ?? error.message);
    };
    sent.on('error', fail);
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    sent.end(body);
  }).catch((error: unknown) => `cannot be sent: ${(error as Error).message}`);
}

function madeFor(base: URL, asked: MixRequest, number: number) {
  const url = new URL(made(asked.path, number), base);
  // `//elsewhere/` is a path too
  if (url.origin !== base.origin) throw new Error(`its path leads to ${url.origin}`);
  return { url, headers: made(asked.headers, number), body: made(asked.body, number) };
}

type Made<T> = T | ((number: number) => T);

const isMade = <T>(value: Made<T>): value is (number: number) => T => typeof value === 'function';

const made = <T>(value: Made<T>, number: number): T => (isMade(value) ? value(number) : value);
