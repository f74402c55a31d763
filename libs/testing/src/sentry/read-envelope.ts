export interface EnvelopeItem {
  readonly type: string;
  /** Parsed where it is JSON, else text. */
  readonly payload: unknown;
}

export interface Envelope {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

/**
 * Reads an envelope: JSON headers, then items of a JSON header and a payload; https://develop.sentry.dev/sdk/envelopes/.
 *
 * @throws a SyntaxError for what is no envelope
 */
export function readEnvelope(body: Buffer): Envelope {
  const items: EnvelopeItem[] = [];
  const headers = readLine(body, 0);
  let at = headers.next;
  while (at < body.length) {
    const header = readLine(body, at);
    const { type, length } = header.value as { readonly type: string; readonly length?: number };
    const end = length === undefined ? endOfLine(body, header.next) : header.next + length;
    items.push({ type, payload: parsed(body.subarray(header.next, end).toString()) });
    at = end + 1;
  }
  return { headers: headers.value as Record<string, unknown>, items };
}

interface Line {
  readonly value: unknown;
  readonly next: number;
}

function readLine(body: Buffer, from: number): Line {
  const end = endOfLine(body, from);
  return { value: JSON.parse(body.subarray(from, end).toString()), next: end + 1 };
}

function endOfLine(body: Buffer, from: number): number {
  const end = body.indexOf('\n', from);
  return end === -1 ? body.length : end;
}

/** Attachments are no JSON. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
