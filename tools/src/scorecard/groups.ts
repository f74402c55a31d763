import type { Group } from './standard.ts';
import { alerts } from './standards/alerts.ts';
import { code } from './standards/code.ts';
import { documents } from './standards/documents.ts';
import { image } from './standards/image.ts';
import { kubernetes } from './standards/kubernetes.ts';
import { lifecycle } from './standards/lifecycle.ts';
import { load } from './standards/load.ts';
import { running } from './standards/running.ts';
import { tests } from './standards/tests.ts';
import { workspace } from './standards/workspace.ts';

/** Every standard, in the order in which they are shown. */
export const groups: readonly Group[] = [
  tests,
  code,
  documents,
  running,
  lifecycle,
  alerts,
  load,
  image,
  kubernetes,
  workspace,
];
