import { matchesOf } from './matches-of.ts';
import { monthOf } from './month-names.ts';
import { readTimeOfDay } from './time-of-day.ts';

export interface DateOptions {
  /** `1/2/2020` is the second of January, as in the United States. */
  readonly monthFirst: boolean;
}

export interface FoundDate {
  /** ISO 8601, UTC. */
  readonly iso: string;
  /** How many characters of the text are the date and its time. */
  readonly length: number;
}

interface Day {
  readonly year: number;
  /** 1 to 12; 0 where the word for it is none. */
  readonly month: number;
  readonly day: number;
}

const DIGIT = /\d/;
/** Longer texts are no dates. */
const MAX_TEXT = 200;
const FIRST_YEAR = 1800;
const LAST_YEAR = 2100;
const SHORTEST_MONTH = 28;
const MINUTE = 60_000;
const DAY_FIRST: DateOptions = { monthFirst: false };

const yearOf = (digits: string): number => Number(digits.length === 2 ? `20${digits}` : digits);

/** The parts of a match; every pattern has all of them. */
const parts = (match: RegExpExecArray): readonly [string, string, string] =>
  match.slice(1, 4) as [string, string, string];

type Reader = (match: RegExpExecArray, options: DateOptions) => Day;

const yearMonthDay: Reader = (match) => {
  const [year, month, day] = parts(match);
  return { year: Number(year), month: Number(month), day: Number(day) };
};
const dayNameYear: Reader = (match) => {
  const [day, name, year] = parts(match);
  return { year: yearOf(year), month: monthOf(name), day: Number(day) };
};
const nameDayYear: Reader = (match) => {
  const [name, day, year] = parts(match);
  return { year: yearOf(year), month: monthOf(name), day: Number(day) };
};
const yearNameDay: Reader = (match) => {
  const [year, name, day] = parts(match);
  return { year: Number(year), month: monthOf(name), day: Number(day) };
};
const numbers: Reader = (match, { monthFirst }) => {
  const [first, second, year] = parts(match);
  const isMonthFirst = Number(second) > 12 || (monthFirst && match[0].includes('/') && Number(first) <= 12);
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return { year: yearOf(year), month: Number(month), day: Number(day) };
};

/** How dates are written, the clearest first. */
const FORMATS: readonly (readonly [pattern: RegExp, read: Reader])[] = [
  [/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, yearMonthDay],
  [/^(\d{4})(\d{2})(\d{2})$/g, yearMonthDay],
  [/(?<!\d)(\d{4})\s?[年./]\s?(\d{1,2})\s?[月./]\s?(\d{1,2})(?!\d)日?/g, yearMonthDay],
  [
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º|er)?[\s\-/]+(?:de\s+|of\s+)?(\p{L}{3,14})\.?,?[\s\-/]+(?:del?\s+)?'?(\d{4}|\d{2}(?![\d:]))/giu,
    dayNameYear,
  ],
  [/(?<!\p{L})(\p{L}{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})(?!\d)/giu, nameDayYear],
  [/(?<!\d)(\d{4})\.?\s+(?:m\.\s+)?(\p{L}{3,14})\.?\s+(\d{1,2})(?!\d)/giu, yearNameDay],
  [/(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})(?!\d)/g, numbers],
  // 3/09/15 may begin with its day, its month or its year; between dots, the year is last
  [/(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})(?!\d)/g, numbers],
];

const isPossible = ({ year, month, day }: Day): boolean =>
  year >= FIRST_YEAR &&
  year <= LAST_YEAR &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  (day <= SHORTEST_MONTH || day <= new Date(Date.UTC(year, month, 0)).getUTCDate());

const isoOf = ({ year, month, day }: Day, sinceMidnight: number, zone: number): string =>
  new Date(Date.UTC(year, month - 1, day) + sinceMidnight - zone * MINUTE).toISOString();

/** What stands right before a date is the time where none follows: "10:35 | 8 April 2020". */
const TIME_BEFORE = /\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|uhr)?[\s,|•·–-]*$/i;

const readMatch = (text: string, match: RegExpExecArray, day: Day): FoundDate => {
  const start = match.index;
  const after = readTimeOfDay(text.slice(start + match[0].length));
  if (after.length > 0)
    return { iso: isoOf(day, after.sinceMidnight, after.zone), length: match[0].length + after.length };
  const [before = ''] = TIME_BEFORE.exec(text.slice(0, start)) ?? [];
  const time = readTimeOfDay(before);
  return { iso: isoOf(day, time.sinceMidnight, time.zone), length: match[0].length + before.length };
};

/** Seconds or milliseconds since 1970, as some metas have it. */
const EPOCH = /^\d{10}(?:\d{3})?$/;
/** ISO 8601 without its separators. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{0,2})(?=Z?$)/;
/** Dates that mean "none": the zero of Unix. */
const ZERO = '1970-01-01T00:00:00.000Z';

const unlessZero = (iso: string | null): string | null => (iso === ZERO ? null : iso);

/**
 * Finds the first date in a text, in any of the formats above, with the time of day before or after it. A time without a zone is
 * taken for UTC; a date without a time for midnight UTC.
 */
export const findDate = (text: string, options: DateOptions = DAY_FIRST): FoundDate | null => {
  if (text.length > MAX_TEXT || !DIGIT.test(text)) return null;
  for (const [pattern, read] of FORMATS) {
    for (const match of matchesOf(text, pattern)) {
      const day = read(match, options);
      if (isPossible(day)) return readMatch(text, match, day);
    }
  }
  return null;
};

/** Tue Jan 28 15:28:56 CET 2020: the year comes last, as in C's ctime. */
const YEAR_LAST = /(\p{L}{3}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?: ([A-Z]{1,5}|[+-]\d{4}))? (\d{4})$/u;

/**
 * Instants as machines write them: most of those in heads. For them there is a shorter way, several times as fast. Left to the longer one
 * are the days that not every month has.
 */
const PLAIN =
  /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{3})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** The instant that a text names, ISO 8601 in UTC; null where it names none. */
export const parseDate = (value: string, options: DateOptions = DAY_FIRST): string | null => {
  const text = value.trim();
  if (PLAIN.test(text)) return unlessZero(new Date(text).toISOString());
  if (EPOCH.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString();
  const separated = text.replace(COMPACT, '$1-$2-$3T$4:$5:$6');
  // only few texts have a time, and to look for a year behind one takes longer than for most dates
  const usual = separated.includes(':') ? separated.replace(YEAR_LAST, '$2 $1 $5 $3 $4') : separated;
  return unlessZero(findDate(usual, options)?.iso ?? null);
};

const DAY_IN_ADDRESS = /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)/;

/** The day in a path such as `/2020/1/31/title`: `2020-1-31`; null where there is none. */
export const dayInAddress = (path: string): string | null => DAY_IN_ADDRESS.exec(path)?.slice(1, 4).join('-') ?? null;
