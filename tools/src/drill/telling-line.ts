import { z } from 'zod';

/** A line of the service; one that tells of a request that was answered has a path, and a problem where that went wrong. */
const lineSchema = z.object({
  level: z.string(),
  message: z.string(),
  path: z.string().optional(),
  problem: z.string().optional(),
});

const LEVELS: readonly string[] = ['debug', 'verbose', 'http', 'info', 'warn', 'error', 'fatal'];

type Line = z.output<typeof lineSchema>;

/**
 * The line that says the most of what happened: of the worst level, and of these the last. Where errors came, the one that came most
 * often says more than any that is no warning; else those of the access log say nothing new.
 *
 * @param cameErrors whether requests were answered with errors that the trouble explains
 * @returns with how often it came; undefined where there is none
 */
export function tellingLine(texts: readonly string[], cameErrors = false): string | undefined {
  const all = texts.flatMap((text) => lineOf(text) ?? []);
  const own = all.filter(({ path }) => path === undefined);
  const worst = own.findLast((line) => own.every((other) => rank(other) <= rank(line)));
  const errors = cameErrors ? all.filter(({ problem }) => problem !== undefined) : [];
  const [commonest] = errors.toSorted((one, other) => times(other, errors) - times(one, errors));
  const best = worst !== undefined && rank(worst) >= LEVELS.indexOf('warn') ? worst : (commonest ?? worst);
  if (best === undefined) return undefined;
  const count = times(best, all);
  return `${best.level}: ${textOf(best)}${count > 1 ? ` (${count} times)` : ''}`;
}

const rank = ({ level }: Line): number => LEVELS.indexOf(level);

const textOf = ({ message, problem }: Line): string => (problem === undefined ? message : `${message} ${problem}`);

const times = (line: Line, lines: readonly Line[]): number =>
  lines.filter((other) => textOf(other) === textOf(line)).length;

function lineOf(text: string): Line | undefined {
  // what Node prints before it aborts is no JSON
  if (text.startsWith('FATAL ERROR: ')) return { level: 'fatal', message: text.slice('FATAL ERROR: '.length) };
  if (!text.startsWith('{')) return undefined;
  return lineSchema.safeParse(JSON.parse(text)).data;
}
