import { crc32 } from 'node:zlib';

import { z } from 'zod';

import type { OutboundErrorCode } from '@exemplar/http-kit';

import type { Entry } from '../entry.ts';
import type { Failure } from '../failure.ts';
import { FAILURE_MS } from '../lifetimes.ts';

/**
 * What stands before a body: everything else of its entry. Times are distances to when it expires, in ms: Redis counts
 * that, so the clocks of replicas may differ.
 */
const head = z.object({
  etag: z.string(),
  validators: z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }),
  loadedBefore: z.number(),
  freshBefore: z.number(),
});

const failure = z.object({
  code: z.enum(Object.keys(FAILURE_MS) as OutboundErrorCode[]),
  message: z.string(),
  status: z.number().optional(),
  retryAfterSeconds: z.number().optional(),
});

/** CRC-32 of the rest, length of the head, both 4 bytes, big-endian; then head and body. */
const CRC_AT = 0;
const LENGTH_AT = 4;
const HEAD_AT = 8;

/**
 * An entry as the bytes that are shared.
 *
 * @param expiresAt when it will, ms since 1970 by this process' clock
 */
export function encodeEntry({ answer, validators, loadedAt, freshUntil }: Entry, expiresAt: number): Buffer {
  const { body, etag } = answer;
  const times = { loadedBefore: expiresAt - loadedAt, freshBefore: expiresAt - freshUntil };
  const text = Buffer.from(JSON.stringify({ etag, validators, ...times }));
  const bytes = Buffer.concat([Buffer.alloc(HEAD_AT), text, body]);
  bytes.writeUInt32BE(text.length, LENGTH_AT);
  bytes.writeUInt32BE(crc32(bytes.subarray(LENGTH_AT)), CRC_AT);
  return bytes;
}

/** The entry again; undefined for bytes that are none, such as another release's or half of them. */
export function decodeEntry(bytes: unknown, expiresAt: number): Entry | undefined {
  if (!Buffer.isBuffer(bytes) || bytes.length < HEAD_AT) return undefined;
  if (bytes.readUInt32BE(CRC_AT) !== crc32(bytes.subarray(LENGTH_AT))) return undefined;
  const bodyAt = HEAD_AT + bytes.readUInt32BE(LENGTH_AT);
  const { success, data } = head.safeParse(parsedJson(bytes.subarray(HEAD_AT, bodyAt)));
  if (!success) return undefined;
  const { etag, validators, loadedBefore, freshBefore } = data;
  const times = { loadedAt: expiresAt - loadedBefore, freshUntil: expiresAt - freshBefore };
  return { answer: { body: bytes.subarray(bodyAt), etag }, validators, ...times };
}

/** A failure as the text that is shared, until it expires. */
export function encodeFailure({ code, message, status, retryAfterSeconds }: Failure): string {
  return JSON.stringify({ code, message, status, retryAfterSeconds });
}

/** The failure again; undefined for bytes that are none. */
export function decodeFailure(bytes: unknown, expiresAt: number): Failure | undefined {
  const { success, data } = failure.safeParse(Buffer.isBuffer(bytes) ? parsedJson(bytes) : undefined);
  return success ? { status: undefined, retryAfterSeconds: undefined, ...data, until: expiresAt } : undefined;
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
