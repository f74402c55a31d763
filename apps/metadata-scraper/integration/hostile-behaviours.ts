import {
  type Behaviour,
  bomb,
  drip,
  endless,
  html,
  hugeHeaders,
  informationalFlood,
  malformed,
  redirect,
  reset,
  respond,
  slowBody,
  slowHeaders,
  stall,
  truncated,
  wrongLength,
} from '@exemplar/testing';

export interface HostileBehaviour {
  readonly name: string;
  readonly behave: Behaviour;
  /** The code of the problem, or what the title of the answer is. */
  readonly expected: { readonly code: string } | { readonly title: string | null };
}

const HEAD = '<!doctype html><head><title>The title</title></head><body>';
const PADDING = ' '.repeat(70_000);
/** What no coding makes much shorter. */
const NOISE = Array.from({ length: 20_000 }, (_, index) => (index * 7919).toString(36)).join(' ');
const READ = { title: 'The title' };
const EMPTY = { title: null };
const UNREACHABLE = { code: 'upstream-unreachable' };
const TIMEOUT = { code: 'upstream-timeout' };
const REDIRECTS = { code: 'upstream-redirects' };

/** The answer of a server that speaks HTTP badly. */
const raw = (head: string, body = ''): Behaviour => malformed(`${head}\r\n\r\n${body}`);
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/html';

/** Sends on to ever new places. */
const wander: Behaviour = (request, response) => {
  redirect(`/wander?${Math.random()}`)(request, response);
};
const redirectWithEndlessBody: Behaviour = (request, response) => {
  response.writeHead(302, { location: '/healthy' });
  const timer = setInterval(() => response.write('x'.repeat(10_000)), 5);
  request.socket.on('close', () => {
    clearInterval(timer);
  });
};
const wanderByRefresh: Behaviour = (request, response) => {
  html(`<meta http-equiv=refresh content="0;url=/refresh?${Math.random()}">${HEAD}`)(request, response);
};

/** What origins do to hurt those who ask them, and what the service answers. */
export const HOSTILE_BEHAVIOURS: readonly HostileBehaviour[] = [
  { name: 'no answer at all', behave: stall(), expected: TIMEOUT },
  { name: 'headers that come too late', behave: slowHeaders(60_000, html(HEAD)), expected: TIMEOUT },
  { name: 'headers byte by byte', behave: drip(`${OK}\r\nx: ${'y'.repeat(5000)}\r\n\r\n`, 15), expected: TIMEOUT },
  { name: 'a head byte by byte', behave: slowBody({ start: '<title>', chunk: 'x', everyMs: 10 }), expected: TIMEOUT },
  { name: 'a body byte by byte', behave: slowBody({ start: HEAD + PADDING, chunk: 'x', everyMs: 10 }), expected: READ },
  {
    name: 'a body that pauses for ever',
    behave: slowBody({ start: HEAD + PADDING, chunk: 'x', everyMs: 60_000 }),
    expected: READ,
  },
  { name: 'a body without end', behave: endless('x'.repeat(10_000), HEAD), expected: READ },
  { name: 'a tag without end', behave: endless('x'.repeat(10_000), `${HEAD}<`), expected: READ },
  { name: 'attributes without end', behave: endless(' a=b'.repeat(5000), `${HEAD}<p`), expected: READ },
  { name: 'elements without end', behave: endless('<b>'.repeat(5000), HEAD), expected: READ },
  {
    name: 'things without end',
    behave: endless('<div itemscope itemprop=a itemtype=b>'.repeat(300), HEAD),
    expected: READ,
  },
  {
    name: 'JSON-LD without end',
    behave: endless('[{"a":'.repeat(3000), `${HEAD}<script type=application/ld+json>`),
    expected: READ,
  },
  { name: 'huge headers', behave: hugeHeaders(200_000), expected: UNREACHABLE },
  { name: 'headers without end', behave: raw(`${OK}\r\n${'a: b\r\n'.repeat(50_000)}`), expected: UNREACHABLE },
  { name: 'early hints without end', behave: informationalFlood(Infinity, html(HEAD)), expected: UNREACHABLE },
  { name: 'a reset', behave: reset(), expected: UNREACHABLE },
  { name: 'a reset in the head', behave: reset('<title>The ti'), expected: UNREACHABLE },
  { name: 'a reset in the body', behave: reset(HEAD + PADDING), expected: READ },
  { name: 'less than was promised', behave: wrongLength(500_000, HEAD + PADDING), expected: READ },
  { name: 'less than was promised, in the head', behave: wrongLength(500, '<title>The'), expected: UNREACHABLE },
  {
    name: 'more than was promised',
    behave: wrongLength(HEAD.length, `${HEAD}HTTP/1.1 200 OK\r\n\r\n`),
    expected: READ,
  },
  { name: 'nothing', behave: malformed(''), expected: UNREACHABLE },
  { name: 'noise', behave: malformed(Buffer.from([...Array(2000).keys()])), expected: UNREACHABLE },
  { name: 'another protocol', behave: malformed('SSH-2.0-OpenSSH_9.6\r\n'), expected: UNREACHABLE },
  { name: 'an impossible version', behave: raw('HTTP/9.9 200 OK', HEAD), expected: UNREACHABLE },
  { name: 'an impossible status', behave: raw('HTTP/1.1 20 OK', HEAD), expected: UNREACHABLE },
  {
    name: 'another protocol, switched to',
    behave: raw('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x'),
    expected: UNREACHABLE,
  },
  { name: 'a negative length', behave: raw(`${OK}\r\ncontent-length: -1`, HEAD), expected: UNREACHABLE },
  { name: 'two lengths', behave: raw(`${OK}\r\ncontent-length: 5\r\ncontent-length: 6`, HEAD), expected: UNREACHABLE },
  {
    name: 'a length beyond all numbers',
    behave: raw(`${OK}\r\ncontent-length: ${'9'.repeat(30)}`, HEAD),
    expected: UNREACHABLE,
  },
  {
    name: 'a length and chunks',
    behave: raw(`${OK}\r\ncontent-length: 5\r\ntransfer-encoding: chunked`, '0\r\n\r\n'),
    expected: UNREACHABLE,
  },
  {
    name: 'chunks of no number',
    behave: raw(`${OK}\r\ntransfer-encoding: chunked`, `zz\r\n${HEAD}`),
    expected: UNREACHABLE,
  },
  {
    name: 'a chunk beyond all numbers',
    behave: raw(`${OK}\r\ntransfer-encoding: chunked`, `${'f'.repeat(20)}\r\n${HEAD}`),
    expected: UNREACHABLE,
  },
  { name: 'a NUL in a header', behave: raw(`${OK}\r\nx: a\0b`, HEAD), expected: UNREACHABLE },
  { name: 'a header without a name', behave: raw(`${OK}\r\n: x`, HEAD), expected: UNREACHABLE },
  {
    name: 'a page in a coding it is not in',
    behave: html(HEAD, { 'content-encoding': 'gzip' }),
    expected: UNREACHABLE,
  },
  {
    name: 'a media type that is none',
    behave: html(HEAD, { 'content-type': `${';='.repeat(3000)}text/html` }),
    expected: READ,
  },
  { name: 'a bomb in gzip', behave: bomb({ encoding: 'gzip', size: Infinity }), expected: EMPTY },
  { name: 'a bomb in br', behave: bomb({ encoding: 'br', size: Infinity }), expected: EMPTY },
  { name: 'a bomb in deflate', behave: bomb({ encoding: 'deflate', size: Infinity }), expected: EMPTY },
  { name: 'a bomb in zstd', behave: bomb({ encoding: 'zstd', size: Infinity }), expected: EMPTY },
  { name: 'a bomb in a bomb', behave: bomb({ encoding: ['gzip', 'gzip'], size: 20_000_000 }), expected: EMPTY },
  {
    name: 'a bomb in a bomb of another kind',
    behave: bomb({ encoding: ['zstd', 'br', 'gzip'], size: 20_000_000 }),
    expected: EMPTY,
  },
  {
    name: 'gzip in gzip in gzip in gzip',
    behave: bomb({ encoding: ['gzip', 'gzip', 'gzip', 'gzip'], size: 1000 }),
    expected: UNREACHABLE,
  },
  { name: 'half of a gzip', behave: truncated({ encoding: 'gzip', body: HEAD + NOISE }), expected: READ },
  { name: 'redirects without end', behave: wander, expected: REDIRECTS },
  { name: 'refreshes without end', behave: wanderByRefresh, expected: REDIRECTS },
  { name: 'a redirect with a body without end', behave: redirectWithEndlessBody, expected: { title: 'Healthy' } },
  { name: 'a redirect to what is no URL', behave: redirect('http://['), expected: REDIRECTS },
  {
    name: 'a redirect to a name that is none',
    behave: redirect(`http://${'a'.repeat(300)}.example/`),
    expected: UNREACHABLE,
  },
  {
    name: 'a redirect to nowhere',
    behave: respond({ status: 302, body: HEAD, headers: { 'content-type': 'text/html' } }),
    expected: READ,
  },
];

/** The behaviours as the paths of an origin, beside a page that is well and those that redirects lead to. */
export const HOSTILE_ROUTES: Readonly<Record<string, Behaviour>> = {
  ...Object.fromEntries(HOSTILE_BEHAVIOURS.map(({ behave }, index) => [`/hostile-${index}`, behave])),
  '/healthy': html('<title>Healthy</title>'),
  '/wander': wander,
  '/refresh': wanderByRefresh,
};
