import type { IncomingHttpHeaders } from 'node:http';

import { problem } from '../problems/http-problem.ts';

const MEDIA_TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

export type BodyType = keyof typeof MEDIA_TYPES;

export const mediaTypeOf = (type: BodyType): string => MEDIA_TYPES[type];

/**
 * Refuses a body that is not of the declared type, in UTF-8, or is compressed.
 *
 * @throws HttpProblem unsupported-media-type
 */
export function checkBodyType(headers: IncomingHttpHeaders, expected: BodyType): void {
  const [essence, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const wanted = MEDIA_TYPES[expected];
  if (String(essence).trim() !== wanted) throw unsupported(`The body has to be ${wanted}.`, { accept: wanted });
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw unsupported('The body has to be in UTF-8.', { accept: wanted });
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw unsupported('The body has to come uncompressed.', { 'accept-encoding': 'identity' });
  }
}

const unsupported = (detail: string, headers: Readonly<Record<string, string>>): Error =>
  problem('unsupported-media-type', detail, { headers });
