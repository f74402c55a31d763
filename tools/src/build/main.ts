import { resolve } from 'node:path';

import { buildService } from './build-service.ts';

await buildService(resolve(...process.argv.slice(2)));
