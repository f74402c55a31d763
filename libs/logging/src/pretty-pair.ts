import type { Paint } from './paint.ts';

/** `key=value`, the value as it is where it is one word, else as JSON. */
export function pairOf(key: string, value: unknown, paint: Paint): string {
  const text = typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
  return `${paint('gray', `${oneLine(key)}=`)}${oneLine(text)}`;
}

/** Line ends, terminal controls, and what turns the writing direction around. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text that came from outside must not look like a line of its own, nor move the cursor: its controls show as `\u001b`. */
export function oneLine(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
