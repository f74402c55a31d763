import { resolve } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { buildService } from './build-service.ts';

process.exitCode = await exitCodeOf(() => buildService(resolve(...process.argv.slice(2))), console.error);
