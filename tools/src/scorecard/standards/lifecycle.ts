import { join } from 'node:path';

import { smokeInSurroundings } from '../../smoke/smoke-in-surroundings.ts';
import { group } from '../standard.ts';

/** The promises of a start and an end. */
export const lifecycle = group(
  ({ workspaceRoot, root }) => smokeInSurroundings(join(workspaceRoot, root)),
  [
    {
      id: 'lifecycle',
      title: 'Start and end',
      means: 'It drains on SIGTERM and exits 0, and refuses a wrong setting with exit code 78.',
      requiredFromTier: 3,
      check: () => null, // a promise that does not hold leaves no facts
    },
  ],
);
