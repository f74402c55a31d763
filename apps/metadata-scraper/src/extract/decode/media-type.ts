import { parse } from 'content-type';

export interface MediaType {
  /** `type/subtype` in lower case; null where the header names none. */
  readonly essence: string | null;
  /** The charset parameter as written; whether it names an encoding is not checked. */
  readonly charset?: string;
  readonly isXml: boolean;
}

/**
 * Reads a Content-Type header.
 *
 * @param header The header as it came; of several types in it, the first counts.
 */
export const readMediaType = (header: string | null): MediaType => {
  const { type, parameters } = parse(header ?? '', { comma: true });
  const essence = type.toLowerCase();
  const isXml = essence.endsWith('/xml') || essence.endsWith('+xml');
  const charset = parameters.charset;
  return { essence: essence.includes('/') ? essence : null, isXml, ...(charset === undefined ? {} : { charset }) };
};
