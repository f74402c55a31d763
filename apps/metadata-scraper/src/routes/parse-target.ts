import { problem } from '@exemplar/http-kit';

const SHOWN_LENGTH = 100;

/**
 * The URL that is to be read.
 *
 * @throws HttpProblem `invalid-url` for what is not an absolute http(s) URL, or has credentials
 */
export function parseTarget(text: string): URL {
  const url = URL.parse(text);
  if (url === null) {
    throw problem('invalid-url', `${shown(text)} is not an absolute URL: give one such as https://example.com/page.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw problem('invalid-url', `${shown(text)} is not an http or https URL.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw problem('invalid-url', 'The URL has credentials in it: leave out what stands before the "@".');
  }
  return url;
}

const shown = (text: string): string => JSON.stringify(text.slice(0, SHOWN_LENGTH));
