import { parseDescription } from '@exemplar/deploy-engine/description';

import type { Files } from '../workspace/files.ts';
import { type ShadowRules, shadowRulesSchema } from './rules-schema.ts';

/**
 * What may differ between two answers of a service: `shadow.yaml` in its folder; nothing where there is none.
 *
 * @throws DescriptionError where it is wrong
 */
export function readRules(root: string, files: Files): ShadowRules {
  const file = `${root}/shadow.yaml`;
  const text = files.read(file, 'utf-8');
  return text === null ? { rules: [] } : parseDescription(text, file, shadowRulesSchema);
}
