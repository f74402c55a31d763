import { resolve } from 'node:path';

import { smokeInSurroundings } from './smoke-in-surroundings.ts';

for (const promise of await smokeInSurroundings(resolve(...process.argv.slice(2)))) console.log(`✓ ${promise}`);
