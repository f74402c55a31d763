export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every problem a service of this platform answers with: its stable code, HTTP status and title (RFC 9457). */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'Invalid request' },
  'invalid-url': { status: 400, title: 'Invalid URL' },
  unauthorized: { status: 401, title: 'Unauthorized' },
  'blocked-target': { status: 403, title: 'Blocked target' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'request-timeout': { status: 408, title: 'Request timeout' },
  conflict: { status: 409, title: 'Conflict' },
  'payload-too-large': { status: 413, title: 'Payload too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'expectation-failed': { status: 417, title: 'Expectation failed' },
  'rate-limited': { status: 429, title: 'Rate limited' },
  'headers-too-large': { status: 431, title: 'Request header fields too large' },
  internal: { status: 500, title: 'Internal error' },
  'upstream-unreachable': { status: 502, title: 'Upstream unreachable' },
  'upstream-status': { status: 502, title: 'Upstream answered with an error' },
  'upstream-redirects': { status: 502, title: 'Too many upstream redirects' },
  overloaded: { status: 503, title: 'Overloaded' },
  'upstream-timeout': { status: 504, title: 'Upstream timeout' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof PROBLEMS;
