import { readAvailability, readCurrency, readPrice } from '../clean/price.ts';
import type { Offer } from '../extracted.ts';
import { isThing, type JsonThing, listOf, stringsOf } from '../structured/things.ts';
import type { AnySyntax, Page } from './page.ts';

const MAX_OFFERS = 20;
/** An offer of offers of offers is none. */
const MAX_DEPTH = 2;

const firstText = (value: unknown): string => stringsOf(value)[0] ?? '';

/** The first of some properties that is a price. */
const priceOf = (thing: JsonThing): number | null =>
  [thing.price, thing.lowPrice]
    .flatMap(listOf)
    .map(readPrice)
    .find((price) => price !== null) ?? null;

/** The offers in the value of `offers`, and in what specifies them further. */
const readOffers = (page: Page, syntax: AnySyntax, value: unknown, depth = 1): readonly Offer[] =>
  listOf(value)
    .slice(0, MAX_OFFERS)
    .flatMap((one) => {
      const thing = page.graphs[syntax].resolve(one);
      if (!isThing(thing) || depth > MAX_DEPTH) return [];
      const currency = readCurrency(firstText(thing.priceCurrency));
      const availability = readAvailability(firstText(thing.availability));
      const price = priceOf(thing);
      if (price !== null) return [{ price, currency, availability }];
      const inner = readOffers(page, syntax, thing.offers ?? thing.priceSpecification, depth + 1);
      return inner.map((offer) => ({ ...offer, availability: offer.availability ?? availability }));
    });

/** Where products stand that are the page's own, and not related ones. */
const OWN_ROLES: ReadonlySet<string> = new Set(['', 'mainEntity', 'mainEntityOfPage', 'hasVariant']);

const inStructuredData = (page: Page, syntax: AnySyntax): readonly Offer[] => {
  const offers: Offer[] = [];
  for (const { role, thing } of page.graphs[syntax].nodes) {
    if (offers.length >= MAX_OFFERS) break;
    if (thing.offers !== undefined && OWN_ROLES.has(role)) offers.push(...readOffers(page, syntax, thing.offers));
  }
  return offers;
};

/** Open Graph's products: https://developers.facebook.com/docs/commerce-platform/catalog/fields. */
const inMetas = ({ metas }: Page): readonly Offer[] => {
  const valueOf = (name: string): string => metas.get(`product:${name}`)?.[0] ?? metas.get(`og:${name}`)?.[0] ?? '';
  const price = readPrice(valueOf('price:amount'));
  if (price === null) return [];
  return [
    {
      price,
      currency: readCurrency(valueOf('price:currency')),
      availability: readAvailability(valueOf('availability')),
    },
  ];
};

/** Where offers stand, the most trusted first. */
const PLACES: readonly ((page: Page) => readonly Offer[])[] = [
  (page) => inStructuredData(page, 'json-ld'),
  (page) => inStructuredData(page, 'microdata'),
  inMetas,
];

/** What the page's products cost: by JSON-LD, else by microdata, else by metas. Each offer once. */
export const readAllOffers = (page: Page): Offer[] => {
  for (const read of PLACES) {
    const offers = read(page);
    if (offers.length === 0) continue;
    const unique = new Map(offers.map((offer) => [Object.values(offer).join(' '), offer]));
    return [...unique.values()].slice(0, MAX_OFFERS);
  }
  return [];
};
