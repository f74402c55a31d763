import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';

import { parse } from 'content-disposition';

import { cleanText } from '../extract/clean/text.ts';

/** A folder that stands before a name; servers may not say one, and some do. */
const FOLDER = /^.*[/\\]/s;

/**
 * The name that a file is to be saved by, as `Content-Disposition` has it (RFC 6266).
 *
 * @returns null where none is told
 */
export function fileName({ 'content-disposition': header }: IncomingHttpHeaders): string | null {
  if (header === undefined) return null;
  const bytes = Buffer.from(header, 'latin1');
  // a header is Latin-1; what is UTF-8 nevertheless is meant so, as browsers take it
  const { filename = '' } = parse(isUtf8(bytes) ? bytes.toString() : header).parameters;
  return cleanText(filename.replace(FOLDER, ''));
}
