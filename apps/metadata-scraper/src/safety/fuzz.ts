import fc from 'fast-check';

/** Pieces of markup that mean something to the extraction, alone or in the wrong place. */
const TOKENS =
  '< > / = " \' & ; \0 - ! [ ] { } : , \\ \n <p </p> <p> <!-- --> <![CDATA[ ]]> <? <script </script> <title> </title> <svg> <math> <template> <noscript> ' +
  '<textarea> <table> <td> <select> <html&lang=en> <head> </head> <body> </body> </html> <base&href=//b.example/> <h1> </h1> <time> <a&rel=author&href=/a> ' +
  '<meta&charset=koi8-r> <meta&property=og:title&content= <meta&property=og:image&content=/i.png> <meta&name=author&content= <link&rel=icon&href= ' +
  '<link&rel=alternate&hreflang= <img&src= <div&itemscope&itemtype=https://schema.org/Article> <b&itemprop=author> <b&itemprop=image&content= ' +
  '<script&type=application/ld+json> {"@type":"Article", "author": "image": "__proto__": {"@id":"#a"} javascript:alert(1) data:text/html,x ' +
  'http://[ //[::1]/ https://u:p@a.example/ ../ ?q #f By&Ann&Lee 1&May&2020 at&um&à 2020-01-01T00:00:00Z 99999999999999999999 -1 NaN en-US zz &amp; &#0; ' +
  '&#xD800; &#x1F600; &lt;b&gt; é \u00ad \u200b \ufeff \ud800 😀 <meta&http-equiv=refresh&content="0;url=';

const token = fc.constantFrom(...TOKENS.split(' ').map((text) => text.replace(/&(?![a-z#]+;|$)/g, ' ')), ' ');

/** Bytes that are nearly a page. */
export const pageBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: fc.array(token, { maxLength: 120 }).map((parts) => Buffer.from(parts.join(''))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3000 }) },
  {
    weight: 1,
    arbitrary: fc.array(token, { maxLength: 60 }).map((parts) => Buffer.from(`\ufeff${parts.join('')}`, 'utf16le')),
  },
);

/** A header value as an origin may send it: any bytes but line breaks and NULs. */
export const headerValue: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.constantFrom(...'text/html ; charset = " utf-8 , gzip br \\ \t é ( ) * 0 url'.split(' '), ' '), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/[\0\r\n]/g, '')),
);

/** Words of a small language, one after the other. */
const phrases = (words: string, maxLength = 12): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...words.split(' '), ' '), { maxLength }).map((parts) => parts.join(''));

const WAYS =
  'http https ftp javascript data file : / // \\ \\\\ @ ? # % %00 %2f . .. a.example 10.0.0.1 127.0.0.1 0x7f000001 2130706433 [::1] [ ] [::ffff:7f00:1] ' +
  'localhost user:pass :80 :0 :65536 / /page é \u00ff \t 。 xn-- & = ; , " \'';

/** What stands in a Location header, as bytes in Latin-1: nearly URLs, and anything else that fits in a line. */
export const locations: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: phrases(WAYS) },
  { weight: 2, arbitrary: phrases(WAYS).map((way) => `http://${way}`) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) =>
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/[\r\n]/g, ''),
    ),
  },
);

/** What stands in the content of a refresh: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh */
export const refreshes: fc.Arbitrary<string> = fc
  .tuple(phrases('0 5 300 . 9999999 - ; , url URL = \' " \t', 8), phrases(WAYS))
  .map((parts) => parts.join(''));

const DIRECTIVES =
  'max-age s-maxage no-store private = " , 0 60 -1 1e9 99999999999999999999 Fri, 02 Jan 2026 03:04:05 GMT NaN \t';

/** The headers that say how long an answer is fresh. */
export const cacheHeaders = fc.record(
  {
    'cache-control': phrases(DIRECTIVES),
    pragma: phrases(DIRECTIVES),
    expires: phrases(DIRECTIVES),
    date: phrases(DIRECTIVES),
    age: phrases(DIRECTIVES, 2),
  },
  { requiredKeys: [] },
);

/** Bytes that are nearly a resource of another kind. */
export const resourceBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(
      '',
      '<rss>',
      '<?xml version="1.0"?><feed>',
      '<rdf:rdf>',
      '<svg ',
      '{',
      '[{"@context":',
      '%PDF-1.7',
      '\ufeff{',
      'ID3',
    ),
    pageBytes,
  )
  .map(([start, rest]) => Buffer.concat([Buffer.from(start), rest]));

/** Media types of all kinds, and what is none. */
export const mediaTypes: fc.Arbitrary<string | null> = fc.constantFrom(
  null,
  'application/rss+xml',
  'application/atom+xml',
  'application/json',
  'application/manifest+json',
  'application/xml',
  'text/plain',
  'image/png',
  'image/svg+xml',
  'video/mp4',
  'audio/mpeg',
  'application/pdf',
  'x/y',
);

/** Where to cut a page: the lengths of its chunks, used round and round. */
export const cuts: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 1, max: 40 }), {
  minLength: 1,
  maxLength: 5,
});

/** The starts of images of all kinds, followed by noise. */
export const imageBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(
      '89504e470d0a1a0a0000000d49484452',
      '474946383961',
      'ffd8ffe000104a46494600',
      'ffd8ffe100ff4578696600004d4d002a',
      '52494646ffffffff5745425056503858',
      '424d',
      '00000100ff',
      '49492a0008000000ffff',
      '0000001c66747970617669660000',
      '0000000c6a502020',
      '38425053',
      'ff0a',
      '69636e73000000ff',
      '3c73766720',
      '',
    ),
    fc.uint8Array({ maxLength: 300 }),
  )
  .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'hex'), rest]));

/**
 * Looks for input that a property does not hold for; a failure tells its seed.
 *
 * @param seconds how long, with a new seed; 0: a quick run that is the same every time. Default: the environment's `FUZZ_SECONDS`
 */
export async function fuzz<T>(
  property: fc.IAsyncProperty<T> | fc.IProperty<T>,
  seconds = Number(process.env.FUZZ_SECONDS ?? 0),
): Promise<void> {
  if (seconds === 0) await fc.assert(property, { numRuns: 300, seed: 20_260_103 });
  else await fc.assert(property, { numRuns: Infinity, plugins: [fc.interruptAfterTimeLimit(seconds * 1000)] });
}
