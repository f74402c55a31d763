import { createPrettyLine, parseLine, type PrettyLineOptions } from '@exemplar/logging/lines';

/**
 * Gives the function that turns a line of a service's output into what people read. It never throws.
 *
 * What no logger wrote, such as a crash that Node tells of, stays as it is.
 */
export function createFormatLine(options: PrettyLineOptions): (text: string) => string {
  const prettyLine = createPrettyLine(options);
  return (text) => {
    const line = parseLine(text);
    try {
      return line === null ? text : prettyLine(line);
    } catch {
      return text; // Nested more deeply than any logger of ours nests.
    }
  };
}
