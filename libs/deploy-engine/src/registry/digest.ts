import { createHash } from 'node:crypto';

import { DeployError } from '../deploy-error.ts';

/** A digest as registries write it. Nothing but SHA-256 is in use. */
export const DIGEST = /^sha256:[\da-f]{64}$/;

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * Holds bytes to the digest that they were asked for by.
 *
 * @throws DeployError `registry-invalid`
 */
export function assertDigest(bytes: Uint8Array, wanted: string, what: string): void {
  const digest = digestOf(bytes);
  if (digest === wanted) return;
  throw new DeployError(
    'registry-invalid',
    `${what} is not what its digest says: its bytes are ${digest}, and ${wanted} was asked for.`,
  );
}
