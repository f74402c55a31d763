import { type BodyFacts, emptyFacts } from '../scrape/page-facts.ts';
import { readImageSize } from './measure-image.ts';
import type { Resource } from './resource.ts';

type Media = BodyFacts['images'][number];

const mediaOf = ({ url, contentType: type }: Resource): Media => ({ url, width: null, height: null, alt: null, type });

/** An image is its own image, with the size and type that its first bytes tell. */
export async function readImage(resource: Resource): Promise<BodyFacts> {
  const image: Media = { ...mediaOf(resource), ...(await readImageSize(resource.body)) };
  return { ...emptyFacts(resource.contentType), image, images: [image], sources: { image: 'resource' } };
}

export function readVideo(resource: Resource): BodyFacts {
  const video = mediaOf(resource);
  return { ...emptyFacts(resource.contentType), video, videos: [video], sources: { video: 'resource' } };
}

export function readAudio(resource: Resource): BodyFacts {
  const audio = mediaOf(resource);
  return { ...emptyFacts(resource.contentType), audio, audios: [audio], sources: { audio: 'resource' } };
}
