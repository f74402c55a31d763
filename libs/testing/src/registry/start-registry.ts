import { type Door, openDoor } from '../open-door.ts';
import { createTroubles } from '../troubles.ts';
import { type RegistryCode, RegistryError } from './registry-error.ts';
import { createRegistryGuard, type RegistryAuth } from './registry-guard.ts';
import { createRegistryStore } from './registry-store.ts';
import { type Seeded, type SeededRelease, seedRelease } from './seed-release.ts';
import { type RegistryAsked, serveRegistry } from './serve-registry.ts';
import { createUploads } from './uploads.ts';

export interface RegistryOptions {
  /** Nobody has to log in, without. */
  readonly auth?: RegistryAuth;
  /** What images' names begin with after the host; default `exemplar`. */
  readonly path?: string;
  /** Default 0: any that is free. */
  readonly port?: number;
}

/** Which requests; all, without. */
type Which = (request: RegistryAsked) => boolean;

export interface Registry extends Door, AsyncDisposable {
  /** What images' names begin with: `127.0.0.1:5000/exemplar`. */
  readonly base: string;
  /** What was asked so far. */
  readonly requests: readonly RegistryAsked[];
  /** Puts an image and its release there, past the API. */
  release(release: SeededRelease): Seeded;
  /** Takes a tag of a repository away, past the API, and what it stood for. */
  forget(repository: string, tag: string): void;
  /** Answers come so many ms later, until 0 is said. */
  readonly slow: (ms: number, which?: Which) => void;
  /** So many requests are answered with 429, and with `Retry-After` where it is said. */
  throttle(times: number, retryAfterSeconds?: number): void;
  /** So many requests are answered with an error. */
  refuse(code: RegistryCode, times?: number, which?: Which): void;
  /** So many requests are cut with no answer. */
  reset(times: number, which?: Which): void;
  /** Takes no token of before any more. */
  expireTokens(): void;
  /** Takes back slow, throttle, refuse and reset. */
  readonly behave: () => void;
  /** Ends it; may be called again. */
  close(): Promise<void>;
}

/**
 * Starts an OCI registry on the loopback address, which holds what it is given in memory.
 *
 * @throws what listening fails with
 */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const { auth, path = 'exemplar', port } = options;
  const [store, uploads] = [createRegistryStore(), createUploads()];
  const { slow, add, behave, next } = createTroubles<RegistryAsked, RegistryError | 'reset'>();
  const requests: RegistryAsked[] = [];
  const record = (request: RegistryAsked): void => {
    requests.push(request);
  };
  const guard = createRegistryGuard(auth, () => door.url);
  const door = await openDoor(serveRegistry({ store, uploads, guard, hindrance: next, record }), port);
  const base = `${door.url.replace('http://', '')}/${path}`;
  return {
    ...door,
    base,
    requests,
    release: (release) => seedRelease(store, base, release),
    forget: (repository, tag) => {
      const { tags, manifests } = store.find(`${path}/${repository}`);
      manifests.delete(tags.get(tag) ?? '');
      tags.delete(tag);
    },
    slow,
    throttle: (times, retryAfterSeconds) => {
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      add(new RegistryError('TOOMANYREQUESTS', 'too many requests', headers), times);
    },
    refuse: (code, times, which) => {
      add(new RegistryError(code, 'it was told to'), times, which);
    },
    reset: (times, which) => {
      add('reset', times, which);
    },
    expireTokens: guard.expireTokens,
    behave,
    close: door.gone,
    [Symbol.asyncDispose]: door.gone,
  };
}
