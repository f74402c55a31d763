import type { Freeze, Weekday } from './deploy-rules.ts';

/** The freeze that holds at a time; null where none does. */
export const freezeAt = (freezes: readonly Freeze[], time: Date): Freeze | null =>
  freezes.find((freeze) => ('days' in freeze ? holdsWeekly(freeze, time) : holdsOnce(freeze, time))) ?? null;

type Once = Exclude<Freeze, { days: unknown }>;
type Weekly = Extract<Freeze, { days: unknown }>;

const holdsOnce = ({ from, until }: Once, time: Date): boolean =>
  Date.parse(from) <= time.getTime() && time.getTime() < Date.parse(until);

function holdsWeekly({ days, from, until, timezone }: Weekly, time: Date): boolean {
  const [day, clock] = localTime(time, timezone);
  return days.includes(day) && from <= clock && clock < until;
}

/** The day of the week and the time of the day, `16:05`, in a time zone. */
function localTime(time: Date, timeZone: string): readonly [Weekday, string] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return [String(parts.weekday).toLowerCase() as Weekday, `${String(parts.hour)}:${String(parts.minute)}`];
}

/** For people: why, and until when. */
export const freezeText = (freeze: Freeze): string =>
  'days' in freeze
    ? `${freeze.reason} (${freeze.days.join(', ')} ${freeze.from} to ${freeze.until}, ${freeze.timezone})`
    : `${freeze.reason} (until ${freeze.until})`;
