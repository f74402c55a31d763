export type ResourceKind = 'html' | 'image' | 'video' | 'audio' | 'other';

const HTML_TYPES = new Set(['text/html', 'application/xhtml+xml']);
const BY_MAJOR_TYPE: Readonly<Record<string, ResourceKind>> = { image: 'image', video: 'video', audio: 'audio' };

/** How bytes of no declared type begin when they are HTML; WHATWG MIME Sniffing, section 7.1, in lower case. */
const HTML_STARTS = ['<!doctype', '<html', '<head', '<meta', '<title', '<body', '<script', '<!--', '<link', '<style'];

/** What a resource is to be read as: by its media type, or by its first bytes where it declares none. */
export function resourceKind(contentType: string | null, firstBytes: Uint8Array): ResourceKind {
  if (contentType === null) return looksLikeHtml(firstBytes) ? 'html' : 'other';
  if (HTML_TYPES.has(contentType)) return 'html';
  return BY_MAJOR_TYPE[contentType.slice(0, contentType.indexOf('/'))] ?? 'other';
}

function looksLikeHtml(firstBytes: Uint8Array): boolean {
  const start = Buffer.from(firstBytes.subarray(0, 512)).toString('latin1').replace('\u00ef\u00bb\u00bf', '');
  const text = start.trimStart().toLowerCase();
  return HTML_STARTS.some((opening) => text.startsWith(opening));
}
