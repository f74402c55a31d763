import { redactText } from '@exemplar/logging';

/**
 * Makes a text harmless in Slack's mark-up: what looks like a mention, a link or a command stays text.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Cuts a text that is longer than so many characters; never within an escape, so it may be cut after escaping. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/&[a-z]{0,3}$|[\uD800-\uDBFF]$/, '')}…`;
}

/** A word as code: a version, a service. Accents grave would end it. */
export const code = (text: string): string => `\`${escape(text.replaceAll('`', 'ˋ'))}\``;

export const bold = (text: string): string => `*${escape(text)}*`;

export const link = (url: string, label: string): string =>
  `<${escape(url).replaceAll('|', '%7C')}|${escape(label).replaceAll('|', '¦')}>`;

/** More is left out of a message, oldest first. */
const MAX_LOG_CHARACTERS = 2400;

/** The last lines of a log as a block of code, without secrets. */
export function codeBlock(lines: readonly string[]): string {
  const safe = redactText(lines.join('\n')).replaceAll('```', "'''");
  return `\`\`\`\n${lastLines(escape(safe), MAX_LOG_CHARACTERS)}\n\`\`\``;
}

function lastLines(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = text.slice(-length);
  const start = tail.indexOf('\n') + 1; // a line that is cut would begin anywhere, within an escape, too
  return `…\n${start === 0 ? tail.replace(/^[a-z]{0,3};/, '') : tail.slice(start)}`;
}
