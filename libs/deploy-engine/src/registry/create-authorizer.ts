import { authorize } from './authorize.ts';
import type { Connection } from './connection.ts';

type Shown = Promise<string | null>;

/** What a registry is shown, by what it has to be good for. */
export interface Authorizer {
  /** What was good last. */
  readonly last: (scope: string) => Shown | undefined;
  /**
   * What a registry is to be shown instead, after it refused.
   *
   * @param refused what `last` said before
   * @returns null where there is nothing else to show
   * @throws what a connection throws
   */
  readonly renew: (scope: string, refused: Shown | undefined, challenge: string | null, signal: AbortSignal) => Shown;
}

/** Shows a registry again what was good before, until it wants something else. Those who are refused together ask once. */
export function createAuthorizer({ address: { origin }, credentials }: Connection): Authorizer {
  const shown = new Map<string, Shown>();
  const last = (scope: string) => shown.get(scope);
  return {
    last,
    renew: async (scope, refused, challenge, signal) => {
      const underWay = last(scope);
      if (underWay !== refused && underWay !== undefined) return underWay;
      const renewed = authorize(challenge, scope, { origin, credentials, signal });
      shown.set(scope, renewed);
      const forget = () => shown.delete(scope);
      renewed.then((value) => value ?? forget(), forget);
      return renewed;
    },
  };
}
