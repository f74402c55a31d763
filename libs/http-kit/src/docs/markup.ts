/** Text that is markup already: `markup` puts it in as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => String(ESCAPES[character]));

type Part = string | number | Markup | readonly Markup[];

/** Writes HTML as a template: what is put in is escaped, unless it is markup. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...parts.map(partText)));
}

function partText(part: Part): string {
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(({ text }) => text).join('') : escapeText(String(part));
}

/** Escapes text and sets what stands in `back ticks` as code. */
export function prose(text: string): Markup {
  return new Markup(escapeText(text).replace(/`([^`]+)`/g, '<code>$1</code>'));
}

/** Nothing, where there is nothing to show. */
export const NOTHING = new Markup('');
