import { fileTypeFromBuffer } from 'file-type';

export type ResourceKind = 'html' | 'image' | 'video' | 'audio' | 'pdf' | 'feed' | 'json' | 'text' | 'other';

const BY_TYPE: Readonly<Record<string, ResourceKind>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'application/rss+xml': 'feed',
  'application/atom+xml': 'feed',
  'application/rdf+xml': 'feed',
  'application/json': 'json',
};
const BY_SUFFIX: readonly (readonly [suffix: string, kind: ResourceKind])[] = [['+json', 'json']];
const BY_MAJOR_TYPE: Readonly<Record<string, ResourceKind>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  text: 'text',
};

/** Types that say no more than that there are bytes, or that they are XML. */
const UNSAID: ReadonlySet<string | null> = new Set([null, 'application/octet-stream', 'text/xml', 'application/xml']);

/** How text begins, white space and a byte order mark aside, in lower case; for HTML see WHATWG MIME Sniffing, section 7.1. */
const STARTS: readonly (readonly [kind: ResourceKind, starts: readonly string[]])[] = [
  ['feed', ['<rss', '<feed', '<rdf:rdf']],
  ['image', ['<svg']],
  ['html', ['<!doctype', '<html', '<head', '<meta', '<title', '<body', '<script', '<!--', '<link', '<style']],
];
/** What may stand before the first element of XML. */
const PROLOG = /^(?:\s|<\?[^>]{0,200}\?>|<!--[^>]{0,500}-->)*/;
const START_BYTES = 1024;

/** Whether the first bytes have to be seen to know what a resource is. */
export const isUnsaid = (contentType: string | null): boolean => UNSAID.has(contentType);

/**
 * What a resource is to be read as: by its media type, or by its first bytes where that says nothing.
 *
 * @param contentType the essence of the media type
 * @param firstBytes of a resource whose type `isUnsaid`
 */
export async function resourceKind(contentType: string | null, firstBytes: Uint8Array): Promise<ResourceKind> {
  if (contentType === null || isUnsaid(contentType)) return kindOfBytes(firstBytes);
  return kindOfType(contentType);
}

function kindOfType(type: string): ResourceKind {
  const bySuffix = BY_SUFFIX.find(([suffix]) => type.endsWith(suffix))?.[1];
  return BY_TYPE[type] ?? bySuffix ?? BY_MAJOR_TYPE[type.slice(0, type.indexOf('/'))] ?? 'other';
}

async function kindOfBytes(bytes: Uint8Array): Promise<ResourceKind> {
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString('utf8').replace('\ufeff', '').toLowerCase();
  const afterProlog = start.replace(PROLOG, '');
  const isStart = (opening: string): boolean =>
    afterProlog.startsWith(opening) || start.trimStart().startsWith(opening);
  const kind = STARTS.find(([, starts]) => starts.some(isStart))?.[0];
  if (kind !== undefined) return kind;
  const found = await fileTypeFromBuffer(bytes);
  return found === undefined ? 'other' : kindOfType(found.mime);
}
