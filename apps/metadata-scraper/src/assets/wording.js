// @ts-check

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** @type {readonly (readonly [seconds: number, unit: string])[]} */
const AGES = [
  [3600, 'h'],
  [60, 'min'],
];

/**
 * @param {number} milliseconds
 * @returns {string} such as `412 ms` or `1.2 s`
 */
export const duration = (milliseconds) =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * @param {number} seconds
 * @returns {string} such as `40 s ago`, `3 min ago` or `5 h ago`
 */
export const ago = (seconds) => {
  const [length, unit] = AGES.find(([each]) => seconds >= 2 * each) ?? [1, 's'];
  return `${Math.floor(seconds / length)} ${unit} ago`;
};

/**
 * @param {string} time ISO 8601
 * @returns {string} such as `2 January 2026 at 03:04 UTC`
 */
export const moment = (time) => `${DAY.format(new Date(time))} UTC`;

/**
 * @param {{ readonly width?: number | null, readonly height?: number | null }} media
 * @returns {string} such as `1200 × 630`; empty where the page does not tell
 */
export const dimensions = ({ width, height }) =>
  typeof width === 'number' && typeof height === 'number' ? `${width} × ${height}` : '';

/**
 * @param {number} amount
 * @param {string | null} currency as a page tells it: ISO 4217, if all is well
 * @returns {string} such as `€24.50`, or `24.5 shells` where it is no code of a currency
 */
export function price(amount, currency) {
  if (currency === null) return String(amount);
  try {
    return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
