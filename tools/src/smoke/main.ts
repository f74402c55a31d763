import { resolve } from 'node:path';

import { smokeService } from './smoke-service.ts';

for (const promise of await smokeService(resolve(...process.argv.slice(2), 'dist/main.js')))
  console.log(`✓ ${promise}`);
