import { z } from 'zod';

import { type Challenge, parseChallenge } from './challenge.ts';
import { parseJson } from './parse-json.ts';
import { readBounded } from './read-bounded.ts';
import type { Credentials } from './registry.ts';

const MAX_TOKEN_BYTES = 64 * 1024;
const tokenAnswer = z
  .union([z.object({ token: z.string().min(1) }), z.object({ access_token: z.string().min(1) })])
  .transform((answer) => ('token' in answer ? answer.token : answer.access_token));

interface Asker {
  /** The registry: a token over plain HTTP is fetched only for a registry that is itself without TLS. */
  readonly origin: string;
  readonly credentials: Credentials | undefined;
  readonly signal: AbortSignal;
}

const basic = ({ username, password }: Credentials): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/**
 * Answers a registry's challenge (https://distribution.github.io/distribution/spec/auth/token/).
 *
 * @param header `WWW-Authenticate`
 * @param scope what for, where the challenge does not say: `repository:exemplar/user-auth:pull`
 * @returns the value of `Authorization`, or null where nothing can be shown that would help
 * @throws what a connection throws
 */
export async function authorize(header: string | null, scope: string, asker: Asker): Promise<string | null> {
  const challenge = parseChallenge(header);
  if (challenge?.scheme === 'basic') return asker.credentials ? basic(asker.credentials) : null;
  const url = challenge?.scheme === 'bearer' ? tokenUrl(challenge.parameters, scope, asker.origin) : null;
  return url === null ? null : fetchToken(url, asker);
}

/** Where a token is to be had, or null where the registry names no place that may see the credentials. */
function tokenUrl(parameters: Challenge['parameters'], scope: string, origin: string): URL | null {
  const { realm = '', service } = parameters;
  const url = URL.parse(realm);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== new URL(origin).protocol)) return null;
  if (service !== undefined) url.searchParams.set('service', service);
  const scopes = (parameters.scope ?? scope).split(' ').filter(Boolean);
  for (const one of scopes) url.searchParams.append('scope', one);
  return url;
}

/** @returns null where those who ask are given none */
async function fetchToken(url: URL, { credentials, signal }: Asker): Promise<string | null> {
  const headers = credentials ? { authorization: basic(credentials) } : {};
  const answer = await fetch(url, { headers, signal });
  const body = await readBounded(answer, MAX_TOKEN_BYTES);
  if (answer.status >= 500) throw new Error(`the token service answered ${answer.status}`);
  const { data } = tokenAnswer.safeParse(answer.ok ? parseJson(body) : null);
  return data === undefined ? null : `Bearer ${data}`;
}
