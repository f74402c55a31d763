import { createExtraction } from '../extract/index.ts';

/** The labels of every encoding, as the standard has them: https://encoding.spec.whatwg.org/#names-and-labels. */
const LABELS: Readonly<Record<string, string>> = {
  'utf-8': 'unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8',
  ibm866: '866 cp866 csibm866 ibm866',
  'iso-8859-2': 'csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2',
  'iso-8859-3': 'csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3',
  'iso-8859-4': 'csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4',
  'iso-8859-5': 'csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988',
  'iso-8859-6':
    'arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987',
  'iso-8859-7':
    'csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek',
  'iso-8859-8':
    'csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual',
  'iso-8859-8-i': 'csiso88598i iso-8859-8-i logical',
  'iso-8859-10': 'csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6',
  'iso-8859-13': 'iso-8859-13 iso8859-13 iso885913',
  'iso-8859-14': 'iso-8859-14 iso8859-14 iso885914',
  'iso-8859-15': 'csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9',
  'iso-8859-16': 'iso-8859-16',
  'koi8-r': 'cskoi8r koi koi8 koi8-r koi8_r',
  'koi8-u': 'koi8-ru koi8-u',
  macintosh: 'csmacintosh mac macintosh x-mac-roman',
  'windows-874': 'dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874',
  'windows-1250': 'cp1250 windows-1250 x-cp1250',
  'windows-1251': 'cp1251 windows-1251 x-cp1251',
  'windows-1252':
    'ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252',
  'windows-1253': 'cp1253 windows-1253 x-cp1253',
  'windows-1254':
    'cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254',
  'windows-1255': 'cp1255 windows-1255 x-cp1255',
  'windows-1256': 'cp1256 windows-1256 x-cp1256',
  'windows-1257': 'cp1257 windows-1257 x-cp1257',
  'windows-1258': 'cp1258 windows-1258 x-cp1258',
  'x-mac-cyrillic': 'x-mac-cyrillic x-mac-ukrainian',
  gbk: 'chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk',
  gb18030: 'gb18030',
  big5: 'big5 big5-hkscs cn-big5 csbig5 x-x-big5',
  'euc-jp': 'cseucpkdfmtjapanese euc-jp x-euc-jp',
  'iso-2022-jp': 'csiso2022jp iso-2022-jp',
  shift_jis: 'csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis',
  'euc-kr': 'cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949',
  replacement: 'csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement',
  'utf-16be': 'unicodefffe utf-16be',
  'utf-16le': 'csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le',
  'x-user-defined': 'x-user-defined',
};

/** What `<meta charset>` makes of an encoding that a page with such a tag in it cannot be in. */
const BY_META: Readonly<Record<string, string>> = {
  'utf-16le': 'utf-8',
  'utf-16be': 'utf-8',
  'x-user-defined': 'windows-1252',
};

/** A title in each of the larger encodings: characters of one, two, three and four bytes, and those that mappings differ in. */
const TEXTS: readonly (readonly [charset: string, bytes: string, text: string])[] = [
  ['utf-8', '61c3a9e282acf09f9880', 'aé€😀'],
  ['windows-1250', '8ae1e8', 'Šáč'],
  ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
  ['windows-1252', '93809f94', '“€Ÿ”'],
  ['windows-1253', 'c3e5e9ac', 'Γει¬'],
  ['windows-1254', 'fdfed0', 'ışĞ'],
  ['windows-1255', 'f9ece5ed', 'שלום'],
  ['windows-1256', 'e3d1cdc8c7', 'مرحبا'],
  ['windows-1257', 'f0e6fe', 'šęž'],
  ['windows-1258', 'fef5', '₫ơ'],
  ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
  ['koi8-u', 'f7a4b7', 'ВєЇ'],
  ['iso-8859-2', 'a9e1e8', 'Šáč'],
  ['iso-8859-15', 'a4bd', '€œ'],
  ['shift_jis', '836583588367b1fa40', 'テストｱⅰ'],
  ['euc-jp', 'a5c6a5b9a5c88eb18fb0a1', 'テストｱ丂'],
  ['gbk', 'c4e3bac380', '你好€'],
  ['gb18030', 'c4e38130843695328236', '你¥𠀀'],
  ['big5', 'a741a66e8862', '你好Ê̄'],
  ['euc-kr', 'c7d1b1db8141', '한글갂'],
];

interface Read {
  readonly charset: string | null;
  readonly title: string | null;
}

const read = (page: Uint8Array, contentType = 'text/html', piece = page.length): Read => {
  const extraction = createExtraction({ url: 'https://site.example/', contentType });
  for (let at = 0; at < page.length; at += piece) extraction.write(page.subarray(at, at + piece));
  const { charset, title } = extraction.end();
  return { charset, title };
};

const bytes = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const titled = (hex: string): Buffer => bytes('<title>', Buffer.from(hex, 'hex'), '</title>');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const ALL_LABELS = Object.entries(LABELS).flatMap(([name, labels]) => labels.split(' ').map((label) => [label, name]));

describe('a label of an encoding', () => {
  it.each(ALL_LABELS)('%s means %s, in a header in any case, and in a meta', (label, name) => {
    const page = bytes('<title>A</title>');
    expect(read(page, `text/html; charset="${label}"`).charset).toBe(name);
    expect(read(page, `text/html;charset="\t${label.toUpperCase()} "`).charset).toBe(name);
    const meta = bytes(`<meta charset="${label}"><title>A</title>`);
    expect(read(meta).charset).toBe(BY_META[name] ?? name);
    const pragma = bytes(`<meta content='text/html; charset = ${label}' http-equiv=Content-Type><title>A</title>`);
    expect(read(pragma).charset).toBe(BY_META[name] ?? name);
  });

  it.each(['utf-7', 'utf-32', 'utf-32le', 'ucs-4', 'iso-8859-12', 'cp437', 'ebcdic-us', 'bocu-1', 'nonsense', ''])(
    '%j means nothing, and leaves it to the page',
    (label) => {
      const page = bytes('<meta charset=koi8-r><title>', Buffer.from('f0d2', 'hex'));
      expect(read(page, `text/html; charset="${label}"`)).toEqual({ charset: 'koi8-r', title: 'Пр' });
    },
  );
});

describe('a text', () => {
  it.each(TEXTS)('in %s is read by header and by meta, however it is cut', (charset, hex, text) => {
    for (const page of [titled(hex), bytes(`<meta charset=${charset}>`, ' '.repeat(1100), titled(hex))]) {
      for (const piece of [1, 2, 3, 5, 1024, page.length]) {
        expect(read(page, `text/html; charset=${charset}`, piece)).toEqual({ charset, title: text });
      }
    }
    const byMeta = bytes(`<meta charset=${charset}>`, titled(hex), ' '.repeat(2000));
    for (const piece of [1, 7, byMeta.length])
      expect(read(byMeta, 'text/html', piece)).toEqual({ charset, title: text });
  });

  it('in ISO-2022-JP keeps its state between chunks', () => {
    const page = bytes(' '.repeat(1024), titled('1b24422546253925481b284261'));
    for (let piece = 1; piece < 12; piece++) {
      expect(read(page, 'text/html; charset=iso-2022-jp', piece)).toEqual({ charset: 'iso-2022-jp', title: 'テストa' });
    }
  });

  it('cannot hide markup in broken characters', () => {
    for (const charset of ['shift_jis', 'euc-jp', 'big5', 'gbk', 'euc-kr', 'utf-8']) {
      const page = bytes(
        '<title>',
        Buffer.from([0x81]),
        '</title><h1>x</h1>',
        Buffer.from([0xe0]),
        '<script>alert(1)</script>',
      );
      expect(read(page, `text/html; charset=${charset}`).title).toMatch(/^\ufffd/);
    }
  });

  it('in UTF-8 that is overlong or half a surrogate pair is no text', () => {
    expect(read(titled('c0bcedA080f4908080'), 'text/html; charset=utf-8').title).toMatch(/^\ufffd+$/);
  });
});

describe('where a page says two things of its encoding', () => {
  const UTF8_BOM = Buffer.from('efbbbf', 'hex');
  const latin = Buffer.from('e9', 'hex');

  it.each([
    [
      'a byte order mark wins over the header',
      bytes(UTF8_BOM, '<meta charset=koi8-r>', titled('c3a9')),
      'latin1',
      'utf-8',
      'é',
    ],
    ['a header wins over a meta', bytes('<meta charset=koi8-r>', titled('e9')), 'latin1', 'windows-1252', 'é'],
    [
      'the first meta wins',
      bytes('<meta charset=latin1><meta charset=koi8-r>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'the first attribute wins',
      bytes('<meta charset=latin1 charset=koi8-r>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'a meta of no encoding is passed over',
      bytes('<meta charset=nonsense><meta charset=latin1>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'a meta in a comment is none',
      bytes('<!-- <meta charset=koi8-r> --><meta charset=latin1>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'a meta in an attribute is none',
      bytes('<a title="<meta charset=koi8-r>"><meta charset=latin1>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'a content without its pragma is none',
      bytes('<meta content="text/html;charset=koi8-r"><meta charset=latin1>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'a meta beyond the first 1024 bytes counts where none came before',
      bytes(' '.repeat(1500), '<meta charset=latin1>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
    [
      'a declaration of XML is none in HTML with a meta',
      bytes('<?xml version="1.0" encoding="koi8-r"?><meta charset=latin1>', titled('e9')),
      null,
      'windows-1252',
      'é',
    ],
  ])('%s', (_, page, header, charset, title) => {
    const contentType = header === null ? 'text/html' : `text/html; charset=${header}`;
    for (const piece of [1, 1000, page.length]) expect(read(page, contentType, piece)).toEqual({ charset, title });
  });

  it('a mark of UTF-16 wins over all else, in either order of bytes', () => {
    const text = '\ufeff<meta charset=utf-8><title>é😀</title>';
    for (const piece of [1, 3, 1000]) {
      expect(read(Buffer.from(text, 'utf16le'), 'text/html; charset=utf-8', piece)).toEqual({
        charset: 'utf-16le',
        title: 'é😀',
      });
      expect(read(utf16be(text), 'text/html; charset=utf-8', piece)).toEqual({ charset: 'utf-16be', title: 'é😀' });
    }
  });

  it('UTF-32 is UTF-16 by its mark, as in browsers, and no text', () => {
    const utf32 = Buffer.from('fffe00003c000000740000003e000000', 'hex');
    expect(read(utf32)).toEqual({ charset: 'utf-16le', title: null });
    expect(read(Buffer.from('0000feff0000003c', 'hex')).charset).toBe('windows-1252');
  });

  it('half of a mark is none', () => {
    expect(read(bytes(Buffer.from('efbb', 'hex'), titled('41'))).title).toBe('A');
    expect(read(bytes(latin)).charset).toBe('windows-1252');
  });
});
