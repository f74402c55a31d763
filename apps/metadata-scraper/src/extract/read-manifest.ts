import { largestSize } from './clean/icon-size.ts';
import { cleanLanguage } from './clean/language.ts';
import { cleanText } from './clean/text.ts';
import { uniqueByUrl } from './clean/unique-by-url.ts';
import { cleanUrl } from './clean/url.ts';
import type { Icon } from './extracted.ts';
import { parseJsonLd } from './structured/parse-json-ld.ts';
import { isThing, type JsonThing, listOf, stringsOf } from './structured/things.ts';

/** What a web manifest tells. Absent values are null, absent lists are []. */
export interface Manifest {
  readonly name: string | null;
  readonly shortName: string | null;
  readonly description: string | null;
  /** BCP 47. */
  readonly lang: string | null;
  readonly themeColor: string | null;
  /** Best first: larger ones first, monochrome ones last. */
  readonly icons: Icon[];
}

/** Longer ones are none: real ones have a few kilobytes. */
const MAX_LENGTH = 262_144;
const MAX_READ = 200;
const MAX_ICONS = 30;

/** What an icon is for, best first: a maskable one has a wide margin, a monochrome one is only an outline. */
const PURPOSES: readonly string[] = ['any', 'maskable', 'monochrome'];

/** A member that is a text. */
const textOf = (thing: JsonThing, key: string): string | null => {
  const [text] = stringsOf(thing[key]);
  return text === undefined ? null : cleanText(text);
};

const purposeOf = (icon: JsonThing): number => {
  const purposes = (textOf(icon, 'purpose') ?? 'any').toLowerCase().split(' ');
  const best = PURPOSES.findIndex((purpose) => purposes.includes(purpose));
  return best === -1 ? PURPOSES.length : best;
};

const readIcon = (thing: JsonThing, base: URL): Icon | null => {
  const url = cleanUrl(textOf(thing, 'src') ?? '', base);
  if (url === null) return null;
  return {
    url,
    sizes: textOf(thing, 'sizes')?.toLowerCase() ?? null,
    type: textOf(thing, 'type')?.toLowerCase() ?? null,
  };
};

const readIcons = (value: unknown, base: URL): Icon[] => {
  const found = listOf(value)
    .slice(0, MAX_READ)
    .filter(isThing)
    .flatMap((thing) => {
      const icon = readIcon(thing, base);
      return icon === null ? [] : [{ icon, purpose: purposeOf(thing), size: largestSize(icon.sizes) }];
    });
  const sorted = found.toSorted((a, b) => a.purpose - b.purpose || b.size - a.size);
  return uniqueByUrl(
    sorted.map(({ icon }) => icon),
    MAX_ICONS,
  );
};

/**
 * Reads a web app manifest, forgiving what JSON-LD is forgiven. It never throws, whatever the text is.
 *
 * @param text The manifest's text.
 * @param url Where it was found, after redirects: its URLs are relative to that.
 * @returns null for what is no JSON object, or longer than 256 kB.
 * @see https://www.w3.org/TR/appmanifest/
 */
export const readManifest = (text: string, url: string): Manifest | null => {
  const value = text.length > MAX_LENGTH ? undefined : parseJsonLd(text);
  if (!isThing(value)) return null;
  return {
    name: textOf(value, 'name'),
    shortName: textOf(value, 'short_name'),
    description: textOf(value, 'description'),
    lang: cleanLanguage(textOf(value, 'lang') ?? ''),
    themeColor: textOf(value, 'theme_color'),
    icons: readIcons(value.icons, new URL(url)),
  };
};
