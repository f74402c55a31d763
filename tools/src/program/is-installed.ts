import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @param path where programs are, as in `PATH` */
export const isInstalled = (program: string, path: string): boolean =>
  path.split(delimiter).some((folder) => isExecutable(join(folder, program)));

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
