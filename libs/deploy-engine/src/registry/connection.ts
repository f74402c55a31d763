import type { Credentials } from './registry.ts';
import type { RegistryAddress } from './registry-address.ts';

/** What is asked of a registry. */
export interface Question {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** From the registry's origin, or a whole URL that it named. */
  readonly path: string;
  /** What credentials have to be good for: `repository:exemplar/user-auth:pull`; nothing for the registry itself. */
  readonly scope: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** The statuses that are an answer. Whatever else comes is an error. */
  readonly wanted: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * Asks a registry.
 *
 * @throws DeployError `registry-unreachable`, `registry-denied`, `registry-invalid`
 */
export type Ask = (question: Question) => Promise<Answer>;

/** To whom, as whom, and for how long. */
export interface Connection {
  readonly address: RegistryAddress;
  readonly credentials: Credentials | undefined;
  /** For a piece of work, over all that it asks. */
  readonly timeoutMs: number;
}
