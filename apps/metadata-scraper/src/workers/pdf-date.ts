import { parseDate } from '../extract/clean/date.ts';

/** ISO 32000-1, 7.9.4: `D:YYYYMMDDHHmmSSOHH'mm'`, of which only the year must be there. */
const PDF_DATE = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})(?:'?(\d{2}))?)?/;

/**
 * The instant that a PDF's date names. One without a zone is taken for UTC, as all of a page's dates are.
 *
 * @returns ISO 8601, UTC; null for what is no date, such as a 30 February
 */
export function parsePdfDate(text: string): string | null {
  const match = PDF_DATE.exec(text.trim());
  if (match === null) return null;
  const [year, month = '01', day = '01', hour = '00', minute = '00', second = '00', ...zone] = match.slice(1);
  const [sign = '+', hours = '00', minutes = '00'] = zone;
  return parseDate(`${String(year)}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`);
}
