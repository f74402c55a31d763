/// <reference lib="dom" />
// @ts-check

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 *
 * @typedef {{ readonly code: string, readonly title: string, readonly detail: string, readonly requestId?: string }} Problem
 * an error answer (RFC 9457)
 * @typedef {{ readonly cache: string, readonly age: number, readonly timing: string }} Delivery
 * how the answer came about: `X-Cache`, `Age` in seconds, `Server-Timing`; '' and 0 where the service does not say
 * @typedef {{ readonly link: string, readonly milliseconds: number, readonly metadata: Metadata, readonly delivery: Delivery }} Answer
 * @typedef {{ readonly link: string, readonly milliseconds: number, readonly problem: Problem, readonly retryAfter: string | null }} Failure
 * @typedef {{ readonly fetch: typeof fetch, readonly now: () => number }} Network `now` in milliseconds
 */

/** @type {Problem} */
const NO_ANSWER = {
  code: 'no-answer',
  title: 'No answer',
  detail: 'The service could not be reached, or its answer could not be read.',
};

/**
 * @param {Response} response
 * @returns {Delivery}
 */
const deliveryOf = ({ headers }) => ({
  cache: headers.get('x-cache') ?? '',
  age: Number(headers.get('age') ?? 0),
  timing: headers.get('server-timing') ?? '',
});

/** @param {string} link */
export const metadataPath = (link) => `/v1/metadata?url=${encodeURIComponent(link)}`;

/**
 * Asks the service what a link's page says about itself.
 *
 * All values that were found are asked for, too, and the pictures' true sizes.
 *
 * @param {string} link
 * @param {Network & { readonly signal: AbortSignal, readonly fresh: boolean }} options `fresh` passes the cache by
 * @returns {Promise<Answer | Failure>} never rejects: whatever goes wrong is told as a problem
 */
export async function askMetadata(link, { fetch, now, signal, fresh }) {
  const start = now();
  try {
    const path = `${metadataPath(link)}&candidates=true&probe=true${fresh ? '&fresh=true' : ''}`;
    const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
    const body = await response.json();
    const milliseconds = now() - start;
    if (response.ok) return { link, milliseconds, metadata: body, delivery: deliveryOf(response) };
    return { link, milliseconds, problem: body, retryAfter: response.headers.get('retry-after') };
  } catch {
    return { link, milliseconds: now() - start, problem: NO_ANSWER, retryAfter: null };
  }
}
