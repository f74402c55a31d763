import type { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Gives a text a colour, where the output has any. */
export type Paint = (style: Style, text: string) => string;
