import { requestContext } from './request-context.ts';

/** Of a request's lines the latest, which tell how it came to what happens. */
const KEPT = 20;

/** Keeps a line of JSON with the request it was written in, for as long as that lasts; outside of one nothing is kept. */
export function keepLine(line: string): void {
  const context = requestContext();
  if (context === undefined) return;
  context.lines ??= [];
  context.lines.push(line);
  if (context.lines.length > KEPT) context.lines.shift();
}
