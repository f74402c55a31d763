import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

import { createFormatLine } from './create-format-line.ts';
import type { Entry } from './entry.ts';

export interface Look {
  /** Its colours. */
  readonly output: Writable;
  /** Whether stacks are shown whole. */
  readonly full: boolean;
  /** Whether each line says whose it is. */
  readonly namesService: boolean;
}

/** An entry as text, without a line end. */
export type Show = (entry: Entry) => string;

const COLOURS = ['cyan', 'magenta', 'blue', 'yellow', 'green'] as const;

/**
 * Gives the function that shows entries to people: the day, where it is another than that of the line before; whose line it is, where
 * that is not plain; the line.
 *
 * @param today the day that goes without saying
 */
export function createShow({ output, full, namesService }: Look, today: Date): Show {
  const formatLine = createFormatLine({ output, foldStacks: !full });
  const labels = new Map<string, string>();
  let width = 0;
  let day = today.toDateString();
  const labelOf = (name: string): string => {
    if (!labels.has(name)) {
      width = Math.max(width, name.length);
      const next = labels.size % COLOURS.length;
      labels.set(name, styleText(COLOURS.slice(next, next + 1), name, { stream: output }));
    }
    return `${String(labels.get(name))}${' '.repeat(width - name.length)} `;
  };
  return (entry) => {
    const name = nameOf(entry, namesService);
    const line = `${name === '' ? '' : labelOf(name)}${formatLine(entry.text)}`;
    const itsDay = entry.at === 0 ? day : new Date(entry.at).toDateString();
    if (itsDay === day) return line;
    day = itsDay;
    return `${styleText('bold', day, { stream: output })}\n${line}`;
  };
}

function nameOf({ head, origin }: Entry, namesService: boolean): string {
  const service = typeof head?.service === 'string' ? head.service : origin.service;
  return namesService ? `${service} ${origin.pod}`.trimEnd() : origin.pod;
}

/** Shows an entry to programs: as it was written, and as the message of an object where it was none. */
export const showJson: Show = ({ text, head }) => (head === null ? JSON.stringify({ message: text }) : text);
