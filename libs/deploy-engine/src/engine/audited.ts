import { ClusterError } from '../cluster/cluster-error.ts';
import { DeployError } from '../deploy-error.ts';
import type { Context } from './context.ts';
import type { Actor } from './target.ts';

function refusalOf(error: unknown): DeployError | null {
  if (error instanceof DeployError) return error;
  if (!(error instanceof ClusterError)) return null;
  return new DeployError('cluster-refused', `The cluster refuses it: ${error.message}`, { cause: error });
}

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
    const refusal = refusalOf(error);
    if (refusal !== null) audit.refused(what, where, refusal);
    throw refusal ?? error;
  }
}
