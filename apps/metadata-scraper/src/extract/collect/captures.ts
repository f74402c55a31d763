import { decodeHTML } from 'entities';

/** A text that is put together while its element is open, and handed over when it ends. */
export interface Capture {
  raw: string;
  readonly limit: number;
  readonly done: (text: string) => void;
  /** What else wants the text of the same element. */
  next: Capture | null;
}

/** Starts a capture of at most `limit` characters, counted before character references are decoded. */
export const captureText = (limit: number, done: (text: string) => void): Capture => ({
  raw: '',
  limit,
  done,
  next: null,
});

/** Adds a piece of text, as far as there is room. */
export const addText = (capture: Capture, raw: string): void => {
  const room = capture.limit - capture.raw.length;
  if (room > 0) capture.raw += raw.length > room ? raw.slice(0, room) : raw;
};

/** Text as it reads: character references decoded. */
export const decodeText = (raw: string): string => (raw.includes('&') ? decodeHTML(raw) : raw);

/** Hands the text over. Only JSON is told apart by `isRaw`: scripts have no character references. */
export const finishCapture = ({ raw, done }: Capture, isRaw: boolean): void => {
  done(isRaw ? raw : decodeText(raw));
};
