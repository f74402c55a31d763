const MAX_LENGTH = 40;
const NUMBER = /\d[\d.,'’\s]*/;
/** In `1,299` the comma is for thousands; in `12,99` it is not. */
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;

/** The number as JSON has it: whichever of comma and point comes last is for decimals. */
const normalise = (digits: string): string => {
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (THOUSANDS.test(digits) || point > comma) return digits.replaceAll(',', '');
  return digits.replaceAll('.', '').replace(',', '.');
};

/**
 * A price as pages write it: `1299`, `1,299.00`, `1.299,00 €`.
 *
 * @returns null for what is none.
 */
export const readPrice = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
  const [digits = ''] = NUMBER.exec(value) ?? [];
  const price = digits === '' ? Number.NaN : Number(normalise(digits.replace(/['’\s]/g, '').replace(/[.,]+$/, '')));
  return Number.isNaN(price) ? null : price;
};

const CURRENCY = /^[A-Z]{3}$/;

/** A currency as ISO 4217 has it; null for what is none. */
export const readCurrency = (value: string): string | null => {
  const code = value.trim().toUpperCase();
  return CURRENCY.test(code) ? code : null;
};

/** https://schema.org/ItemAvailability */
const AVAILABILITIES: ReadonlyMap<string, string> = new Map(
  (
    'BackOrder Discontinued InStock InStoreOnly LimitedAvailability MadeToOrder OnlineOnly OutOfStock PreOrder PreSale ' +
    'Reserved SoldOut'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);
/** Open Graph's other names for them. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['oos', 'OutOfStock'],
  ['availablefororder', 'BackOrder'],
]);

/** An availability as schema.org names it: `https://schema.org/InStock` and `in stock` are `InStock`; null for what is none. */
export const readAvailability = (value: string): string | null => {
  const name = value
    .slice(value.lastIndexOf('/') + 1, MAX_LENGTH * 2)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  return AVAILABILITIES.get(name) ?? SYNONYMS.get(name) ?? null;
};
