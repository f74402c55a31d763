import { etagOf } from '@exemplar/http-kit';

import type { Answer } from '../cache/page-cache.ts';
import type { Metadata } from './page-facts.ts';

/** Only some of the answer's keys, in the answer's order; undefined: all of them. */
export type Fields = readonly (keyof Metadata)[] | undefined;

const answerOf = (value: Partial<Metadata>): Answer => {
  const body = Buffer.from(JSON.stringify(value));
  return { body, etag: etagOf(body) };
};

/** The metadata as it is sent. */
export function serialise(metadata: Metadata, fields: Fields): Answer {
  if (fields === undefined) return answerOf(metadata);
  return answerOf(Object.fromEntries(fields.map((field) => [field, metadata[field]])));
}

/** A kept answer as another request wants it: with the URL as that request has it, or with fewer keys. */
export function adapt({ body }: Answer, url: string, fields: Fields): Answer {
  const kept = JSON.parse(body.toString()) as Metadata;
  return serialise('url' in kept ? { ...kept, url } : kept, fields);
}
