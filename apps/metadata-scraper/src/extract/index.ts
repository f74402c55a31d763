export { createExtraction, type Extraction, type ExtractionOptions } from './create-extraction.ts';
export {
  type Alternate,
  type AppLink,
  type Candidate,
  type Extracted,
  type ExtractedField,
  type Feed,
  type Icon,
  type Media,
  type Metadata,
  type Offer,
  type Properties,
} from './extracted.ts';
export { type Manifest, readManifest } from './read-manifest.ts';
