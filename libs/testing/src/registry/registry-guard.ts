import { randomBytes } from 'node:crypto';

import { RegistryError } from './registry-error.ts';

export interface RegistryAuth {
  /** `token` is the way of Docker Hub, GitHub, GitLab, Harbor …: https://distribution.github.io/distribution/spec/auth/token/. */
  readonly kind: 'basic' | 'token';
  readonly username: string;
  readonly password: string;
  /** Whether everybody may pull. */
  readonly publicPull?: boolean;
}

/** Who comes in. */
export interface RegistryGuard {
  /**
   * @param shown the value of `Authorization`
   * @param scope `repository:exemplar/shop:pull`; undefined for what needs no more than to be somebody
   * @throws RegistryError UNAUTHORIZED, with what is wanted
   */
  check(shown: string | undefined, scope: string | undefined): void;
  /**
   * Gives a token, for as many of the scopes as may be had.
   *
   * @throws RegistryError UNAUTHORIZED where the credentials are wrong
   */
  token(shown: string | undefined, scopes: readonly string[]): object;
  /** Takes no token of before any more. */
  readonly expireTokens: () => void;
}

const SERVICE = 'fake-registry';

export function createRegistryGuard(auth: RegistryAuth | undefined, url: () => string): RegistryGuard {
  const tokens = new Map<string, readonly string[]>();
  const basic = auth && `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
  const refuse = (scope: string | undefined, error = ''): never => {
    const asked = scope === undefined ? '' : `,scope="${scope}"`;
    const challenge =
      auth?.kind === 'basic'
        ? `Basic realm="${SERVICE}"`
        : `Bearer realm="${url()}/token",service="${SERVICE}"${asked}${error}`;
    throw new RegistryError('UNAUTHORIZED', 'authentication required', { 'www-authenticate': challenge });
  };
  const isPublic = (scope: string): boolean => auth?.publicPull === true && scope.endsWith(':pull');

  return {
    check: (shown, scope) => {
      if (!auth) return;
      if (auth.kind === 'basic') {
        if (shown !== basic && !(scope !== undefined && isPublic(scope))) refuse(scope);
        return;
      }
      const granted = tokens.get(shown?.replace('Bearer ', '') ?? '');
      if (!granted) refuse(scope, shown === undefined ? '' : ',error="invalid_token"');
      else if (scope !== undefined && !granted.some((one) => covers(one, scope)))
        refuse(scope, ',error="insufficient_scope"');
    },
    token: (shown, scopes) => {
      if (shown !== undefined && shown !== basic)
        throw new RegistryError('UNAUTHORIZED', 'incorrect username or password');
      const token = randomBytes(16).toString('hex');
      tokens.set(token, shown === undefined ? scopes.filter(isPublic) : scopes);
      return { token, access_token: token, expires_in: 300, issued_at: new Date().toISOString() };
    },
    expireTokens: () => {
      tokens.clear();
    },
  };
}

/** `repository:shop:pull,push` covers `repository:shop:pull`. */
function covers(granted: string, wanted: string): boolean {
  const [has, wants] = [granted, wanted].map((scope) => ({
    what: scope.slice(0, scope.lastIndexOf(':')),
    actions: scope.slice(scope.lastIndexOf(':') + 1).split(','),
  }));
  return has?.what === wants?.what && wants?.actions.every((action) => has?.actions.includes(action)) === true;
}
