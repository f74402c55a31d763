import { readFileSync } from 'node:fs';

import { ConfigError } from '@exemplar/http-kit';

/**
 * Reads a file that a setting names.
 *
 * @throws ConfigError that names the variable
 */
export function readTextFile(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      variable,
      `${variable} must be a file that can be read, not ${JSON.stringify(file)}: ${String((error as NodeJS.ErrnoException).code)}`,
    );
  }
}
