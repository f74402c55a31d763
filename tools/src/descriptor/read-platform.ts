import { DescriptionError, parseDescription } from '@exemplar/deploy-engine/description';

import type { Files } from '../workspace/files.ts';
import { type Platform, platformSchema } from './platform-schema.ts';

const FILE = 'k8s/platform.yaml';

/**
 * Reads where services run.
 *
 * @throws DescriptionError where that is not said, or wrongly
 */
export function readPlatform(files: Files): Platform {
  const text = files.read(FILE, 'utf-8');
  if (text === null) throw new DescriptionError(`${FILE} is missing. It says where services run.`);
  return parseDescription(text, FILE, platformSchema);
}
