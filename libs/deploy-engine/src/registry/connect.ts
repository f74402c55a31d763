import type { Answer, Ask, Connection, Question } from './connection.ts';
import { createAuthorizer } from './create-authorizer.ts';
import { persist } from './persist.ts';
import { readBounded } from './read-bounded.ts';
import { refusalOf, troubleOf } from './registry-trouble.ts';

/** Manifests may have 4 MiB (OCI distribution 1.1). A page of names, or what Kubernetes is told of a service, is far smaller. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A piece of work with a registry. It has its own time, over all that it asks. */
export type WithRegistry = <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;

/** A registry that can be asked over HTTP (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md). */
export function connect(connection: Connection): WithRegistry {
  const { origin } = connection.address;
  const authorizer = createAuthorizer(connection);

  const attempt = async (question: Question, authorization: string | null, signal: AbortSignal): Promise<Answer> => {
    const { method = 'GET', path, headers, body = null } = question;
    const url = new URL(path, origin);
    // A registry may name another host to upload to. As with a redirect, that one does not see what the registry is shown.
    const own = authorization !== null && url.origin === origin ? { authorization } : {};
    const answer = await fetch(url, { method, body, signal, headers: { ...headers, ...own } });
    return { status: answer.status, headers: answer.headers, body: await readBounded(answer, MAX_BYTES) };
  };
  const authorized = async (question: Question, signal: AbortSignal): Promise<Answer> => {
    const last = authorizer.last(question.scope);
    const answer = await attempt(question, (await last) ?? null, signal);
    if (answer.status !== 401) return answer;
    const renewed = await authorizer.renew(question.scope, last, answer.headers.get('www-authenticate'), signal);
    return renewed === null ? answer : attempt(question, renewed, signal);
  };

  return (work) => {
    const signal = AbortSignal.timeout(connection.timeoutMs);
    return work(async (question) => {
      const answer = await persist(() => authorized(question, signal), signal).catch((error: unknown) => {
        throw troubleOf(error, connection, signal);
      });
      if (question.wanted.includes(answer.status)) return answer;
      throw refusalOf(question, answer, connection);
    });
  };
}
