import { DeployError } from '../deploy-error.ts';
import type { Context } from './context.ts';
import type { Actor } from './target.ts';

/** What somebody asked for, with what is written down where it is refused. */
export async function audited<T>(
  { audit }: Pick<Context, 'audit'>,
  what: string,
  where: { readonly actor: Actor; readonly service: string; readonly environment: string },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DeployError) audit.refused(what, where, error);
    throw error;
  }
}
