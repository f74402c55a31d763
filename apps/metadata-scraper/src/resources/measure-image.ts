import { imageSize } from 'image-size';

export interface ImageFacts {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Media type. */
  readonly type: string;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  cur: 'image/x-icon',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
  icns: 'image/icns',
  ico: 'image/x-icon',
  j2c: 'image/j2c',
  jp2: 'image/jp2',
  jpg: 'image/jpeg',
  jxl: 'image/jxl',
  'jxl-stream': 'image/jxl',
  png: 'image/png',
  psd: 'image/vnd.adobe.photoshop',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  webp: 'image/webp',
};

/** Of an icon of a kind it does not know, imageSize tells undefined. */
const isLength = (pixels: number): boolean => Number.isFinite(pixels) && pixels > 0;

/**
 * An image's size and type by its first bytes.
 *
 * @returns null where the bytes are no image, or too few to tell
 */
export function measureImage(firstBytes: Uint8Array): ImageFacts | null {
  try {
    // A copy: imageSize reads past the end of a view, into what else its ArrayBuffer holds.
    const { width, height, type } = imageSize(new Uint8Array(firstBytes));
    const mediaType = MEDIA_TYPES[String(type)];
    return mediaType !== undefined && isLength(width) && isLength(height) ? { width, height, type: mediaType } : null;
  } catch {
    return null;
  }
}

/** Where images end that hide their size behind this much (a JPEG with a large profile, say). Bytes. */
const ENOUGH = 256 * 1024;

/**
 * Reads no more of a body than its image's size takes.
 *
 * @returns null where the body is no image
 * @throws what the body throws
 */
export async function readImageSize(body: AsyncIterable<Uint8Array>): Promise<ImageFacts | null> {
  let read = Buffer.alloc(0);
  let nextTry = 1;
  for await (const chunk of body) {
    read = Buffer.concat([read, chunk]);
    if (read.length < nextTry) continue;
    const facts = measureImage(read);
    if (facts !== null || read.length >= ENOUGH) return facts;
    nextTry = read.length * 2;
  }
  return measureImage(read);
}
