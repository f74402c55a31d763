import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { Tokenizer, TokenizerMode } from 'parse5';

import { type Attributes, NO_ATTRIBUTES } from './attributes.ts';
import { readTags } from './read-tags.ts';

const RAW = 'style xmp iframe noembed noframes noscript'.split(' ');
/** What an element's text is taken for. */
const MODES: ReadonlyMap<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = new Map([
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ...RAW.map((name) => [name, TokenizerMode.RAWTEXT] as const),
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);

type Given = Readonly<Record<string, string>>;

/** Puts together what is told of a document: tags, and between them texts, as they read. */
const createStory = () => {
  const told: (string | readonly [name: string, given: Given, isSelfClosing: boolean])[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') told.push(text);
    text = '';
  };
  return {
    text: (piece: string): void => {
      text += piece;
    },
    open: (name: string, given: Given, isSelfClosing: boolean): void => {
      flush();
      told.push([name, given, isSelfClosing]);
    },
    close: (name: string): void => {
      flush();
      told.push(`</${name}>`);
    },
    end: () => {
      flush();
      return told;
    },
  };
};

type Story = ReturnType<ReturnType<typeof createStory>['end']>;

const wanted = (attributes: Iterable<readonly [name: string, value: string | undefined]>): Given =>
  Object.fromEntries([...attributes].filter(([name, value]) => name in NO_ATTRIBUTES && value !== undefined)) as Given;

/** What is told of a document that comes in these chunks. Texts are decoded where their element's are. */
const read = (chunks: readonly string[], isForeign = false): Story => {
  const { open, close, end, text } = createStory();
  let pending = '';
  let isRaw = false;
  const flush = (): void => {
    text(isRaw ? pending : decodeHTML(pending));
    pending = '';
  };
  const reader = readTags({
    open: ({ name }, attributes: Readonly<Attributes>, isSelfClosing) => {
      flush();
      isRaw = !isForeign && MODES.has(name) && MODES.get(name) !== TokenizerMode.RCDATA;
      open(name, wanted(Object.entries(attributes)), isSelfClosing);
    },
    close: ({ name }) => {
      flush();
      isRaw = false;
      close(name);
    },
    text: (piece) => {
      pending += piece;
    },
    isForeign: () => isForeign,
  });
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  flush();
  return end();
};

/** What the tokenizer of jsdom and of many others tells. */
const referee = (html: string, isForeign = false): Story => {
  const { open, close, end, text } = createStory();
  const ignore = (): void => undefined;
  const tokenizer: Tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName, attrs, selfClosing }) => {
        open(tagName, wanted(attrs.map(({ name, value }) => [name, value])), selfClosing);
        if (!isForeign) tokenizer.state = MODES.get(tagName) ?? TokenizerMode.DATA;
      },
      onEndTag: ({ tagName }) => {
        close(tagName);
      },
      onCharacter: ({ chars }) => {
        text(chars);
      },
      onWhitespaceCharacter: ({ chars }) => {
        text(chars);
      },
      onNullCharacter: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.inForeignNode = isForeign;
  tokenizer.write(html, true);
  return end();
};

const TOKENS =
  '<|>|/|!|-|--|=|"|\'| |\n|a|b|A|?|]|]]>|[CDATA[|<![CDATA[|<!--|-->|--!>|<!doctype html>|<a |<b>|</b>|</|<p class="x">|' +
  '<title>|</title>|<TEXTAREA>|</textArea >|<script>|</script>|<script |<SCRIPT/>|</script/|<style>|</style>|<noscript>|</noscript>|' +
  '<xmp>|</xmp>|href=|id="|class=\'|content=x|Name|HTTP-EQUIV|/>|&amp;|&lt|&notit;|é|<my-tag>|</my-tag>|<svg>|<br/>|x y';
const HTML = fc.array(fc.constantFrom(...TOKENS.split('|'), 'text|'), { maxLength: 14 });

describe('readTags', () => {
  it.each([
    ['', []],
    ['a<b>c</b>d', ['a', ['b', {}, false], 'c', '</b>', 'd']],
    ['<A HREF=x Id=\'y\' class="z">', [['a', { href: 'x', id: 'y', class: 'z' }, false]]],
    [
      '<br/><br /><br / >',
      [
        ['br', {}, true],
        ['br', {}, true],
        ['br', {}, false],
      ],
    ],
    ['<!-- <b> --><i>', [['i', {}, false]]],
    ['1 < 2 </ 3> </>', ['1 < 2  ']],
    ['<title><b>&amp;</title>', [['title', {}, false], '<b>&', '</title>']],
    ['<plaintext></plaintext>', [['plaintext', {}, false], '</plaintext>']],
    ['<script><!-- <script></script> --></script>', [['script', {}, false], '<!-- <script></script> -->', '</script>']],
    ['<b', []],
    ['a<', ['a<']],
    ['a</', ['a</']],
    ['<b a="', []],
    ['<title>a</titl', [['title', {}, false], 'a</titl']],
  ])('reads %j', (html, told) => {
    expect(read([html])).toEqual(told);
    expect(referee(html)).toEqual(told);
  });

  it.each(Object.keys(NO_ATTRIBUTES))('reads the attribute %s, in any case', (name) => {
    expect(read([`<b ${name}=x ${name.toUpperCase()}=y>`, `<i ${name.toUpperCase()}>`])).toEqual([
      ['b', { [name]: 'x' }, false],
      ['i', { [name]: '' }, false],
    ]);
  });

  it('takes all that HTML calls white space between attributes', () => {
    expect(read(['<b\rid=a\fname=b\thref=c\ncontent=d >'])).toEqual([
      ['b', { id: 'a', name: 'b', href: 'c', content: 'd' }, false],
    ]);
  });

  it('reads names that are too long to matter as none', () => {
    const long = 'x'.repeat(1000);
    expect(read([`<${long}`, long, `${long} id=a>`, `<b ${long}=c id=d>`, `</${long}>`])).toEqual([
      ['', { id: 'a' }, false],
      ['b', { id: 'd' }, false],
      '</>',
    ]);
  });

  it('cuts long values', () => {
    const [tag] = read(['<b id="', 'x'.repeat(10_000), 'y'.repeat(10_000), 'z">']);
    expect(tag).toEqual(['b', { id: 'x'.repeat(10_000) + 'y'.repeat(6384) }, false]);
  });

  it('tells names that pages make up apart, however many', () => {
    const names = Array.from({ length: 300 }, (_, number) => `x-${number}`);
    expect(read([...names, 'X-1', 'X-299'].map((name) => `<${name}>`))).toEqual(
      [...names, 'x-1', 'x-299'].map((name) => [name, {}, false]),
    );
  });

  it('reads long texts, which it takes in pieces, as short ones', () => {
    const html = '<p class="x">a<b id=y title="z">c</b>é</p>'.repeat(2000);
    expect(read([html])).toEqual(referee(html));
  });

  it('tells nothing more once it is stopped', () => {
    const told: string[] = [];
    const reader = readTags({
      open: ({ name }) => {
        told.push(name);
        reader.stop();
      },
      close: ({ name }) => told.push(name),
      text: (raw) => told.push(raw),
      isForeign: () => false,
    });
    reader.write('<title>a</title><b');
    reader.write('>');
    reader.end();
    expect(told).toEqual(['title']);
  });

  it('tells the same as parse5, however the page is cut', () => {
    fc.assert(
      fc.property(HTML, fc.boolean(), (chunks, isForeign) => {
        const told = referee(chunks.join(''), isForeign);
        expect(read(chunks, isForeign)).toEqual(told);
        expect(read([chunks.join('')], isForeign)).toEqual(told);
        expect(read(Array.from(chunks.join('')), isForeign)).toEqual(told);
      }),
      { numRuns: 3000, seed: 20_261_123 },
    );
  });
});
