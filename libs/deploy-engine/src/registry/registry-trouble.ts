import { z } from 'zod';

import { DeployError } from '../deploy-error.ts';
import { whyOf } from '../why-of.ts';
import type { Answer, Connection, Question } from './connection.ts';
import { parseJson } from './parse-json.ts';
import { BusyError } from './persist.ts';
import { TooLongError } from './read-bounded.ts';

/** What registries say of an error. People see no more of it than this. */
const errorAnswer = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().default('') })).min(1),
});
const LONGEST_SENTENCE = 200;

/** Why there is no answer. */
export function troubleOf(error: unknown, { address: { host }, timeoutMs }: Connection, signal: AbortSignal): Error {
  const unreachable = (sentence: string) => new DeployError('registry-unreachable', sentence, { cause: error });
  if (signal.aborted) return unreachable(`The registry ${host} did not answer within ${timeoutMs / 1000} s.`);
  if (error instanceof TooLongError) {
    return new DeployError('registry-invalid', `An answer of the registry ${host} is ${error.message}.`, {
      cause: error,
    });
  }
  if (error instanceof BusyError) {
    const seconds = Math.ceil(error.retryAfterMs / 1000);
    return unreachable(`The registry ${host} is busy: ${error.message}. Try again in ${seconds} s.`);
  }
  return unreachable(`The registry ${host} cannot be reached: ${whyOf(error)}.`);
}

/** Why an answer is none. */
export function refusalOf({ method = 'GET', path }: Question, answer: Answer, { address, credentials }: Connection) {
  const said = saidBy(answer);
  if (answer.status === 401 || answer.status === 403) {
    const who = credentials ? `to ${credentials.username}` : 'to those who are not logged in';
    return new DeployError(
      'registry-denied',
      `The registry ${address.host} refuses ${method} ${path} ${who}${said}. Log in with podman login ${address.host}, or ask whose it is.`,
    );
  }
  return new DeployError(
    'registry-invalid',
    `The registry ${address.host} answered ${answer.status} to ${method} ${path}${said}.`,
  );
}

function saidBy({ body }: Answer): string {
  const first = errorAnswer.safeParse(parseJson(body)).data?.errors[0];
  return first === undefined ? '' : ` (${`${first.code} ${first.message}`.trim().slice(0, LONGEST_SENTENCE)})`;
}
