/** A page that someone wrote to hurt its readers. */
export interface HostileMarkup {
  readonly name: string;
  /** What comes once, before the rest. */
  readonly start?: string;
  /** What is said again and again, as often as the page has room for. */
  readonly again: string;
}

const SPACES = ' '.repeat(1000);
const WORDS = 'posted words text by and von '.repeat(6);

/** Bait for the regular expressions and searches of `extract`: what each of them begins to match and then does not. */
const BAIT: Readonly<Record<string, string>> = {
  'bylines that go on': `<p class=byline>By ${WORDS}</p>`,
  'bylines of spaces': `<p class=byline>By${SPACES.slice(0, 250)}x</p>`,
  'bylines of separators': `<p class=byline>${'|•·–-'.repeat(50)}</p>`,
  'bylines of particles': `<p class=byline>Ann ${'de la '.repeat(40)}</p>`,
  'bylines of line breaks': `<p class=byline>${'By<br>\n'.repeat(100)}</p>`,
  'links to authors': `<a rel=author href="${'/author'.repeat(40)}">${'By '.repeat(90)}</a>`,
  'dates that are none': `<time>${'1 may '.repeat(45)}</time><p>${'2020-1-'.repeat(28)}</p>`,
  'dates of digits': `<time>${'1'.repeat(290)}</time><p>${'20 '.repeat(66)}</p>`,
  'times that are none': `<p>1 May 2020 ${'at um à '.repeat(20)}x</p>`,
  'headings of separators': `<h1>${' - | : '.repeat(280)}</h1>`,
  'headings of invisible characters': `<h2>${'\u00ad\u200b'.repeat(900)}</h2>`,
  'classes of hints': `<i class="${'comment-relat-recommen-article_footer_'.repeat(30)}">x</i>`,
  'classes of underscores': `<i class="article${'-_'.repeat(300)}x">x</i>`,
  'classes of spaces': `<div itemscope class="x${SPACES}h-entr" itemprop="a${SPACES}b">x</div>`,
  'references that never end': `<p>${'&#x26;&amp&notit;&'.repeat(100)}</p>`,
  'references in attributes': `<meta name=a content="${'&amp;&#99999999;&notanentity'.repeat(100)}">`,
  'icons of many sizes': `<link rel=icon href=/i sizes="${'1x1 999x'.repeat(300)}">`,
  'names of many words': `<meta property="${'og: '.repeat(400)}" content=x>`,
  'refreshes that lead nowhere': `<meta http-equiv=refresh content="0${';, '.repeat(400)}url${' '.repeat(400)}x">`,
  'types of spaces': `<script type="${SPACES}application/ld+jsn">{}</script>`,
  'images of decoration': `<img src="/${'spac-pixe-avata-logo'.repeat(20)}.png" width="${SPACES}1">`,
  'keywords of commas': `<meta name=keywords content="${',;'.repeat(2000)}">`,
  'languages of dots': `<html lang="${'a.@'.repeat(300)}">`,
  'markup in texts': `<meta name=description content="${'&lt;p &lt;a '.repeat(300)}">`,
};

const SHAPES: readonly HostileMarkup[] = [
  { name: 'one tag that never ends', start: '<p ', again: 'x'.repeat(1000) },
  { name: 'one attribute that never ends', start: '<p title="', again: 'x'.repeat(1000) },
  { name: 'one title that never ends', start: '<title>', again: 'x &amp; '.repeat(125) },
  { name: 'one comment that never ends', start: '<!--', again: '-- ->'.repeat(200) },
  { name: 'one script that never ends', start: '<script>', again: '</scrip'.repeat(150) },
  { name: 'one text that never ends', start: '<p>', again: 'word '.repeat(200) },
  { name: 'attributes without number', start: '<p ', again: 'a=b class=c id=d '.repeat(60) },
  { name: 'attributes of the same wanted name', start: '<p ', again: "class='a b' ".repeat(80) },
  { name: 'elements without number', again: '<b>'.repeat(300) },
  { name: 'elements of one letter each', again: '<a><p><i><b><td><li>'.repeat(50) },
  { name: 'unclosed elements of every kind', again: '<div><p><b><table><tr><td><a href=x><li><h1><form><span>' },
  {
    name: 'paragraphs deep in other elements',
    start: `<p>${'<span>'.repeat(500)}`,
    again: '<div></div><p>'.repeat(70),
  },
  {
    name: 'end tags of what is not open',
    start: '<i>'.repeat(511),
    again: '</table></object></b></template>'.repeat(30),
  },
  { name: 'end tags that reach through everything', start: '<b>'.repeat(511), again: '</section><svg></p>'.repeat(50) },
  {
    name: 'text in elements that all want it',
    start: '<h1><time><a rel=tag>',
    again: '<h1 itemprop=a><time itemprop=b>x',
  },
  { name: 'things in things', again: '<div itemscope itemprop=a itemtype=b><b itemprop=c>d' },
  { name: 'things with long texts', again: `<div itemscope itemtype=b><b itemprop=c>${'d '.repeat(1000)}` },
  { name: 'foreign elements', again: '<svg><title>x<math><mi>y<foreignObject><p>'.repeat(24) },
  { name: 'less-than signs', again: '<'.repeat(1000) },
  { name: 'less-than signs and slashes', again: '</ <! <? <a/ '.repeat(80) },
  { name: 'NULs', again: '\0<\0p\0>\0'.repeat(120) },
  { name: 'scripts with JSON-LD', again: '<script type=application/ld+json>{"@type":"Article","author":"x"}</script>' },
  { name: 'JSON-LD in pieces', start: '<script type=application/ld+json>', again: '{"a":"<","b":[1,2,3]},'.repeat(40) },
  { name: 'JSON-LD that is only deep', start: '<script type=application/ld+json>', again: '[{"a":'.repeat(150) },
  { name: 'metas', again: '<meta property=og:image content=/a.png><meta property=og:image:width content=1>' },
  { name: 'links', again: '<link rel=icon href=/a.png sizes=16x16><link rel=alternate hreflang=en href=/b>' },
  { name: 'images', again: '<img src=/a.png width=640><video src=/v><audio src=/a></audio></video>' },
  { name: 'links to authors and tags', again: '<a rel=author href=/a>Ann Lee</a><a rel=tag href=/t>t</a>' },
  { name: 'dates', again: '<time datetime=2020-01-01>1 May 2020</time><p>1 May 2020</p>' },
];

/** Every kind of markup that is known to be dear to read, each as long as one likes. */
export const HOSTILE_MARKUP: readonly HostileMarkup[] = [
  ...SHAPES,
  ...Object.entries(BAIT).map(([name, again]) => ({ name, again })),
];

/** The pieces of a page of so many bytes; none is larger than `piece`, and none is made before it is asked for. */
export function* piecesOf({ start = '', again }: HostileMarkup, bytes: number, piece = 16_384): Generator<Buffer> {
  const block = Buffer.from(again.repeat(Math.ceil((2 * piece) / again.length)));
  const unit = Buffer.byteLength(again);
  let left = bytes;
  for (const first of slices(Buffer.from(start), piece)) {
    left -= first.length;
    yield first;
  }
  for (let at = 0; left > 0; left -= piece) {
    yield block.subarray(at, at + Math.min(piece, left));
    at = (at + piece) % unit;
  }
}

function* slices(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
