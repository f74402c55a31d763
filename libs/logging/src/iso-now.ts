let lastMs = Number.NaN;
let lastText = '';

/** The time as ISO 8601 in UTC with milliseconds. Lines of one millisecond share the text: making it costs 2 µs. */
export function isoNow(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastText = new Date(now).toISOString();
  }
  return lastText;
}
