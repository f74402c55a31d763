import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Ports } from './choose-ports.ts';
import { SERVED } from './log-of.ts';

/** How the names of files end that say where a service's admin port is. */
export const ADMIN = '.admin';

/**
 * Writes down where the admin ports of a run are, beside its logs, for who looks at what runs here.
 *
 * @returns takes that away again
 */
export function rememberPorts(workspaceRoot: string, ports: ReadonlyMap<string, Ports>): () => void {
  const folder = join(workspaceRoot, SERVED);
  mkdirSync(folder, { recursive: true });
  const files = [...ports].map(([name, { adminPort }]) => {
    const file = join(folder, `${name}${ADMIN}`);
    writeFileSync(file, `localhost:${adminPort}`);
    return file;
  });
  return () => {
    for (const file of files) rmSync(file, { force: true });
  };
}
