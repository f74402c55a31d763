export { createExtraction, type Extraction, type ExtractionOptions } from './create-extraction.ts';
export {
  type Extracted,
  type ExtractedField,
  type Feed,
  type Icon,
  type Media,
  type Metadata,
  type Properties,
} from './extracted.ts';
export { type Manifest, readManifest } from './read-manifest.ts';
