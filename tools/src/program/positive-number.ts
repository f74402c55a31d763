import { wrongUsage } from './failure.ts';

/**
 * Reads an option that is a number.
 *
 * @returns undefined where nothing was said
 * @throws Failure where it is none, or none above 0
 */
export function positiveNumber(option: string, text: string | undefined, usage: string): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw wrongUsage(`--${option} is "${text}". Wanted: a number above 0.`, usage);
}
