import { type BodyFacts, emptyFacts } from '../scrape/page-facts.ts';
import { withHeaderFacts } from './header-facts.ts';
import { readFeed } from './read-feed.ts';
import { readJson } from './read-json.ts';
import { readAudio, readImage, readVideo } from './read-media.ts';
import { type PdfReader, readPdf } from './read-pdf.ts';
import { readText } from './read-text.ts';
import type { Resource } from './resource.ts';
import type { ResourceKind } from './resource-kind.ts';

type Reader = (resource: Resource, readPdfBytes: PdfReader) => BodyFacts | Promise<BodyFacts>;

/** How a kind of resource is read. */
const READERS: Readonly<Record<Exclude<ResourceKind, 'html'>, Reader>> = {
  image: readImage,
  video: readVideo,
  audio: readAudio,
  pdf: readPdf,
  feed: readFeed,
  json: readJson,
  text: readText,
  other: ({ contentType }) => emptyFacts(contentType),
};

/**
 * Tells of a resource that is no HTML page what its headers and first bytes tell.
 *
 * @throws what the body throws
 */
export async function readResource(
  kind: Exclude<ResourceKind, 'html'>,
  resource: Resource,
  readPdfBytes: PdfReader,
): Promise<BodyFacts> {
  return withHeaderFacts(kind, await READERS[kind](resource, readPdfBytes), resource.headers);
}
