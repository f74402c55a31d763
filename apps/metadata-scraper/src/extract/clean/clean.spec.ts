import fc from 'fast-check';

import { readAuthors, readByline, readLinkText } from './author.ts';
import { findDate, parseDate } from './date.ts';
import { fold } from './fold.ts';
import { readKeywords } from './keywords.ts';
import { cleanLanguage } from './language.ts';
import { readAvailability, readCurrency, readPrice } from './price.ts';
import { siteNameMatcher } from './site.ts';
import { cleanMarkup, cleanText } from './text.ts';
import { cutSiteName } from './title.ts';
import { cleanUrl } from './url.ts';

describe('parseDate', () => {
  it.each([
    ['2020-01-31', '2020-01-31T00:00:00.000Z'],
    ['20200131', '2020-01-31T00:00:00.000Z'],
    ['2020-01-31T10:20:30Z', '2020-01-31T10:20:30.000Z'],
    ['2020-01-31T10:20:30.123+02:00', '2020-01-31T08:20:30.123Z'],
    ['2020-01-31T10:20:30-0530', '2020-01-31T15:50:30.000Z'],
    ['2020-01-31 10:20', '2020-01-31T10:20:00.000Z'],
    ['20200131T102030Z', '2020-01-31T10:20:30.000Z'],
    ['202001311020', '2020-01-31T10:20:00.000Z'],
    ['Fri, 31 Jan 2020 10:20:30 GMT', '2020-01-31T10:20:30.000Z'],
    ['Fri, 31 Jan 2020 10:20:30 EST', '2020-01-31T15:20:30.000Z'],
    ['Fri, 31 Jan 2020 10:20:30 XYZ', '2020-01-31T10:20:30.000Z'],
    ['January 31, 2020, 1:05 pm', '2020-01-31T13:05:00.000Z'],
    ['January 31, 2020 1 pm', '2020-01-31T13:00:00.000Z'],
    ['2020-01-31T10:20+02', '2020-01-31T08:20:00.000Z'],
    ['January 31, 2020 at 12:05 a.m.', '2020-01-31T00:05:00.000Z'],
    ['31. Januar 2020, 10.20 Uhr', '2020-01-31T10:20:00.000Z'],
    ['31 de enero de 2020', '2020-01-31T00:00:00.000Z'],
    ['31 janvier 2020 à 10h20', '2020-01-31T10:20:00.000Z'],
    ['31 января 2020', '2020-01-31T00:00:00.000Z'],
    ["31 Jan '20", '2020-01-31T00:00:00.000Z'],
    ['2020 január 31', '2020-01-31T00:00:00.000Z'],
    ['2020年1月31日', '2020-01-31T00:00:00.000Z'],
    ['31/01/2020', '2020-01-31T00:00:00.000Z'],
    ['02.01.20', '2020-01-02T00:00:00.000Z'],
    ['10:35 | 8 April 2020', '2020-04-08T10:35:00.000Z'],
    ['1580465430', '2020-01-31T10:10:30.000Z'],
    ['1580465430000', '2020-01-31T10:10:30.000Z'],
    ['Published on 3 Foo 2020, or 4 May 2020', '2020-05-04T00:00:00.000Z'],
    ['2020-01-31T99:99', '2020-01-31T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(parseDate(text)).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    '2020-02-31',
    '31/31/2020',
    '3/09/15',
    '31-01-20',
    '1700-01-01',
    '1970-01-01T00:00:00Z',
    `${'x'.repeat(300)} 2020-01-31`,
  ])('finds none in %j', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('reads instants as machines write them as it reads them in any text', () => {
    const two = (min: number, max: number) => fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));
    const zone = fc.oneof(
      fc.constant('Z'),
      fc
        .tuple(fc.constantFrom('+', '-'), two(0, 15), two(0, 61))
        .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
    );
    const fraction = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 999 }).map((number) => `.${String(number).padStart(3, '0')}`),
    );
    const year = fc.oneof(fc.constant('1970'), fc.integer({ min: 1799, max: 2101 }).map(String));
    const instant = fc
      .tuple(year, two(0, 13), two(0, 32), two(0, 25), two(0, 61), two(0, 61), fraction, zone)
      .map(
        ([y, month, day, hours, minutes, seconds, rest, at]) =>
          `${y}-${month}-${day}T${hours}:${minutes}:${seconds}${rest}${at}`,
      );
    fc.assert(
      fc.property(instant, (text) => {
        const found = findDate(text)?.iso ?? null;
        expect(parseDate(text)).toBe(found === '1970-01-01T00:00:00.000Z' ? null : found);
      }),
      { seed: 7, numRuns: 2000, examples: [['1970-01-01T01:00:00+01:00']] },
    );
  });

  it('reads the month first where that is the custom, or the only way', () => {
    expect(parseDate('1/2/2020', { monthFirst: true })).toBe('2020-01-02T00:00:00.000Z');
    expect(parseDate('1/2/2020', { monthFirst: false })).toBe('2020-02-01T00:00:00.000Z');
    expect(parseDate('1/31/2020')).toBe('2020-01-31T00:00:00.000Z');
    expect(parseDate('31/1/2020', { monthFirst: true })).toBe('2020-01-31T00:00:00.000Z');
  });

  it('tells how much of a text is the date', () => {
    expect(findDate('Posted May 1, 2020')).toEqual({ iso: '2020-05-01T00:00:00.000Z', length: 'May 1, 2020'.length });
    expect(findDate('nothing')).toBeNull();
  });
});

describe('authors', () => {
  it.each([
    ['Ann Lee', ['Ann Lee']],
    ['By Ann Lee and Bob Ray, Staff Writers', ['Ann Lee', 'Bob Ray']],
    ['Ann Lee, Software Engineer', ['Ann Lee']],
    ['Autorin: Ann Lee, Projektleiterin', ['Ann Lee']],
    ['Redaktion: Ann Lee', ['Ann Lee']],
    ['Redaktion\nAnn Lee', ['Ann Lee']],
    ['Redaktion Example', ['Redaktion Example']],
    ['von Ann Lee, 31. Januar 2020', ['Ann Lee']],
    ['https://site.example/ann', []],
    ['admin', []],
    ['Example GmbH', []],
    ['Northern Example Media', []],
    ['Example Media, Berlin, Germany', []],
    ['ann@site.example', []],
    ['1234', []],
    ['A', []],
    ['One Two Three Four Five Six Seven', []],
    ['x'.repeat(400), []],
    ['x'.repeat(80), []],
  ])('in the declaration %j are %j', (text, names) => {
    expect(readAuthors(text)).toEqual(names);
  });

  it('stand in one line of a link', () => {
    expect(readLinkText('By\nAnn Lee\nMay 1')).toEqual(['Ann Lee']);
    expect(readLinkText('Ann (A.J.) Lee')).toEqual(['Ann (A.J.) Lee']);
    expect(readLinkText('Terms of agreement')).toEqual([]);
    expect(readLinkText('\n')).toEqual([]);
  });

  it.each([
    ['By Ann Lee on May 1', ['Ann Lee'], true],
    ['Ann Lee', ['Ann Lee'], false],
    ['Ann', [], false],
    ['By Ann', ['Ann'], true],
    ['By the way, nothing', [], true],
    ['Room 12b', [], false],
    [`By ${'Ann Lee '.repeat(20)}`, [], true],
  ])('in the line %j are %j', (line, names, isBy) => {
    expect(readByline(line)).toEqual({ names, isBy });
  });
});

describe('titles', () => {
  const evidence = (siteNames: readonly string[], host: string, headlines: readonly string[] = []) => ({
    isSiteName: siteNameMatcher(siteNames, [host]),
    headlines: new Set(headlines.map(fold)),
  });

  it.each([
    ['A title - The Site', ['The Site'], 'x.example', [], 'A title'],
    ['A title | The Site | News', ['The Site'], 'x.example', [], 'A title'],
    ['The Site: A longer title', ['The Site'], 'x.example', [], 'A longer title'],
    ['A title - Spiegel Online', [], 'www.spiegel.de', [], 'A title'],
    ['A long title - and more - Somewhere', [], 'x.example', ['A long title'], 'A long title'],
    ['A title - and a half', [], 'x.example', [], 'A title - and a half'],
    ['No separator', ['The Site'], 'x.example', [], 'No separator'],
    ['x'.repeat(600), [], 'x.example', [], 'x'.repeat(600)],
    ['The Site: Hm', ['The Site'], 'x.example', [], 'The Site: Hm'],
  ])('%j of %j on %s with %j is %j', (title, siteNames, host, headlines, cut) => {
    expect(cutSiteName(title, evidence(siteNames, host, headlines))).toBe(cut);
  });

  it('know a site by a good part of its host', () => {
    const isSiteName = siteNameMatcher([], ['www.greatnewspaper.co.uk']);
    expect(['Newspaper', 'news', 'Great Newspaper', 'Something else', ''].map(isSiteName)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it('know a site by a host that leaves its accents out', () => {
    const isSiteName = siteNameMatcher([], ['larepublica.example']);
    expect(['La República', 'La République'].map(isSiteName)).toEqual([true, false]);
  });
});

describe('texts', () => {
  it('are folded to letters and digits for comparing', () => {
    expect(fold('A b-C 1!')).toBe('abc1');
    expect(fold('Ärger – １')).toBe('ärger1');
  });

  it('are folded alike by the short way and the long', () => {
    const chars = [...Array(0x100).keys(), ...Array.from({ length: 0x18 }, (_, i) => 0x2010 + i)];
    // an ideographic space counts for nothing, but takes the long way
    const texts = chars.map((code) => `aÉ${String.fromCharCode(code)}B ${String.fromCharCode(code)}`);
    expect(texts.map(fold)).toEqual(texts.map((text) => fold(`${text}\u3000`)));
  });

  it('are cleaned of white space, invisible characters and lone surrogates', () => {
    expect(cleanText(' a\u00ad \n b\u200b\ud800 ')).toBe('a b\ufffd');
    expect(cleanText(' \u0001 ')).toBeNull();
  });

  it('are cleaned of markup that was meant for a page', () => {
    expect(cleanMarkup('<p>Fish &amp; <b>chips</b></p> 1 < 2')).toBe('Fish & chips 1 < 2');
    expect(cleanMarkup('Fish &amp; chips')).toBe('Fish &amp; chips');
  });
});

describe('keywords', () => {
  it('are split, each once', () => {
    expect(readKeywords(['news, Sport;weather', 'sport', '', 'x'.repeat(200)])).toEqual(['news', 'Sport', 'weather']);
  });

  it('are a hundred at most', () => {
    expect(readKeywords([Array.from({ length: 99 }, (_, i) => `a${i}`).join(','), 'b,c,d'])).toHaveLength(100);
  });
});

describe('languages', () => {
  it('are told however many there are', () => {
    const tags = Array.from({ length: 1100 }, (_, number) => `en-x-${number}`);
    expect(tags.map(cleanLanguage)).toEqual(tags);
  });

  it.each([
    ['en_us', 'en-US'],
    ['de-DE, en', 'de-DE'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
    ['pt_BR.UTF-8', 'pt-BR'],
    ['', null],
    ['not a language', null],
    ['x'.repeat(50), null],
  ])('%j is %j', (value, tag) => {
    expect(cleanLanguage(value)).toBe(tag);
  });
});

describe('URLs', () => {
  const base = new URL('https://site.example/a/b');

  it.each([
    ['../c', 'https://site.example/c'],
    [' //other.example ', 'https://other.example/'],
    ['', null],
    ['data:text/html,x', null],
    ['javascript:alert(1)', null],
    ['https://user:secret@site.example/', null],
    ['https://:secret@site.example/', null],
    ['http://[', null],
    [`/${'x'.repeat(9000)}`, null],
    [`/${'é'.repeat(1000)}`, null],
  ])('%j is %j', (value, url) => {
    expect(cleanUrl(value, base)).toBe(url);
  });

  it.each(['https://user@site.example/', 'https://:secret@site.example/'])(
    'are none where %s is their base',
    (address) => {
      expect(cleanUrl('/c', new URL(address))).toBeNull();
    },
  );
});

describe('normal URLs', () => {
  const base = new URL('https://site.example/a/b');
  const part = fc.constantFrom(
    ..."http:// https:// www. site example .com / // . .. %2e ? # : @ -- A é \\ | 1 ' % ~".split(' '),
    ' ',
  );

  it('are what the URL standard makes of them', () => {
    const url = fc.tuple(
      fc.constantFrom('', '/', '/a', 'https://a.example/', 'http://a-1.example'),
      fc.array(part, { maxLength: 8 }),
    );
    fc.assert(
      fc.property(url, ([start, parts]) => {
        const text = [start, ...parts].join('').trim();
        const parsed = URL.parse(text, base);
        const isFit =
          text !== '' && parsed?.protocol.startsWith('http') === true && !parsed.username && !parsed.password;
        expect(cleanUrl(text, base)).toBe(isFit ? parsed.href : null);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('prices', () => {
  it.each([
    [12.5, 12.5],
    ['12.99', 12.99],
    ['12,99 €', 12.99],
    ['$1,299', 1299],
    ['1,299.50', 1299.5],
    ['1.299,50', 1299.5],
    ['CHF 1’299.–', 1299],
    ['1 299,00', 1299],
    ['1.299', 1.299],
    ['1.2.3', null],
    [-1, null],
    [Number.POSITIVE_INFINITY, null],
    ['on request', null],
    ['9'.repeat(100), null],
    [null, null],
  ])('%j are %j', (value, price) => {
    expect(readPrice(value)).toBe(price);
  });

  it.each([
    [' eur', 'EUR'],
    ['€', null],
  ])('are in %j: %j', (value, currency) => {
    expect(readCurrency(value)).toBe(currency);
  });

  it.each([
    ['http://schema.org/OutOfStock', 'OutOfStock'],
    ['out of stock', 'OutOfStock'],
    ['oos', 'OutOfStock'],
    ['maybe', null],
  ])('may be asked while it is %j: %j', (value, availability) => {
    expect(readAvailability(value)).toBe(availability);
  });
});
