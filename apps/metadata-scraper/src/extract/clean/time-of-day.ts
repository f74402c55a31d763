/** Minutes east of UTC of the zone names that pages use: RFC 2822's, and those of Europe, India, Japan and Australia. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  cet: 60,
  mez: 60,
  west: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  jst: 540,
  aest: 600,
  aedt: 660,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

export interface TimeOfDay {
  /** Milliseconds since midnight. */
  readonly sinceMidnight: number;
  /** Minutes east of UTC; 0 where no zone is named. */
  readonly zone: number;
  /** How many characters it took. */
  readonly length: number;
}

const MINUTE = 60_000;
/** No two ways of what may stand before the hour start alike ("at" is "a" and "T"): else a line of them takes exponential time. */
const TIME =
  /^(?:[\s,|•·–\-(T@]|o'clock|um|à|kl\.?|ore|às|alle|las|a)*(?<hours>\d{1,2})(?:[:.h時](?<minutes>\d{2})|(?=\s*[ap]\.?m))(?:[:.](?<seconds>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?\s*(?:uhr|h\b)?\s*(?<half>[ap])?(?:\.?m\b\.?)?[\s(]*(?:(?:gmt|utc)?\s*(?<sign>[+-−])(?<zoneHours>\d{2}):?(?<zoneMinutes>\d{2})?|(?<zone>[a-z]{1,4})(?![a-z]))?/iu;

const MIDNIGHT: TimeOfDay = { sinceMidnight: 0, zone: 0, length: 0 };

type Groups = Partial<Record<string, string>>;

const hoursOf = ({ hours, half }: Groups): number => {
  const number = Number(hours);
  if (half === undefined) return number;
  return (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

const zoneOf = ({ sign, zoneHours, zoneMinutes, zone }: Groups): number => {
  if (zoneHours === undefined) return ZONES[(zone ?? 'z').toLowerCase()] ?? 0;
  const minutes = Number(zoneHours) * 60 + Number(zoneMinutes ?? 0);
  return sign === '+' ? minutes : -minutes;
};

/** The time of day at the start of a text, as it follows a date; midnight UTC where there is none. */
export const readTimeOfDay = (text: string): TimeOfDay => {
  const match = TIME.exec(text);
  if (match === null) return MIDNIGHT;
  const groups = match.groups as Groups;
  const [hours, minutes, seconds] = [hoursOf(groups), Number(groups.minutes ?? 0), Number(groups.seconds ?? 0)];
  if (hours > 24 || minutes > 59 || seconds > 60) return MIDNIGHT;
  const milliseconds = Math.floor(Number(`0.${groups.fraction ?? 0}`) * 1000);
  return {
    sinceMidnight: (hours * 60 + minutes) * MINUTE + seconds * 1000 + milliseconds,
    zone: zoneOf(groups),
    length: match[0].length,
  };
};
