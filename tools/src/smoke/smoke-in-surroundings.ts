import { join } from 'node:path';

import { openSurroundings } from './open-surroundings.ts';
import { smokeService } from './smoke-service.ts';

/**
 * The smoke run of a service's bundle, with what the service cannot start without.
 *
 * @param folder the service's folder, absolute
 * @throws as `smokeService`
 */
export async function smokeInSurroundings(folder: string): Promise<readonly string[]> {
  const { env, close } = await openSurroundings(folder);
  try {
    return await smokeService(join(folder, 'dist/main.js'), env);
  } finally {
    await close();
  }
}
