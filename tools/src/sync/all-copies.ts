import { manifestCopies } from '../manifests/manifest-copies.ts';
import { observabilityCopies } from '../observability/observability-copies.ts';
import { codeowners } from './codeowners.ts';
import type { Copies } from './copy.ts';
import { schemaCopies } from './schema-copies.ts';
import { serviceLists } from './service-lists.ts';

/** Everything that `nx sync` keeps in step. */
export const allCopies: readonly Copies[] = [
  manifestCopies,
  observabilityCopies,
  schemaCopies,
  codeowners,
  serviceLists,
];
