/// <reference lib="dom" />
// @ts-check

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 *
 * @typedef {{ readonly code: string, readonly title: string, readonly detail: string, readonly requestId?: string }} Problem
 * an error answer (RFC 9457)
 * @typedef {{ readonly link: string, readonly milliseconds: number, readonly metadata: Metadata }} Answer
 * @typedef {{ readonly link: string, readonly milliseconds: number, readonly problem: Problem, readonly retryAfter: string | null }} Failure
 * @typedef {{ readonly fetch: typeof fetch, readonly now: () => number }} Network `now` in milliseconds
 */

/** @type {Problem} */
const NO_ANSWER = {
  code: 'no-answer',
  title: 'No answer',
  detail: 'The service could not be reached, or its answer could not be read.',
};

/** @param {string} link */
export const metadataPath = (link) => `/v1/metadata?url=${encodeURIComponent(link)}`;

/**
 * Asks the service what a link's page says about itself.
 *
 * @param {string} link
 * @param {Network & { readonly signal: AbortSignal }} options
 * @returns {Promise<Answer | Failure>} never rejects: whatever goes wrong is told as a problem
 */
export async function askMetadata(link, { fetch, now, signal }) {
  const start = now();
  try {
    const response = await fetch(metadataPath(link), { signal, headers: { accept: 'application/json' } });
    const body = await response.json();
    const milliseconds = now() - start;
    if (response.ok) return { link, milliseconds, metadata: body };
    return { link, milliseconds, problem: body, retryAfter: response.headers.get('retry-after') };
  } catch {
    return { link, milliseconds: now() - start, problem: NO_ANSWER, retryAfter: null };
  }
}
