import { redactText } from './redact-text.ts';

/** A longer text is cut. Characters. */
export const MAX_TEXT = 8192;

/** A secret that begins before the cut is known for one by what comes after it. Characters. */
const OVERLAP = 2048;

/** A text's copy that can be shown: cut, secrets masked by pattern, well-formed Unicode. */
export function showText(text: string, max: number): string {
  if (text.length <= max) return redactText(text).toWellFormed();
  const shown = redactText(text.slice(0, max + OVERLAP)).slice(0, max);
  return `${shown.toWellFormed()}… [${text.length - max} characters cut]`;
}
