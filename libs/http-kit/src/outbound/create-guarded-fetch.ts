import type { SecureContextOptions } from 'node:tls';

import { createAddressGuard } from './address/address-guard.ts';
import type { Cidr } from './address/cidr.ts';
import { createAgents } from './connect/agents.ts';
import { type AllowedPorts, checkUrl } from './connect/check-url.ts';
import { createGuardedLookup } from './connect/guarded-lookup.ts';
import { createNameResolver, type NameResolverOptions } from './connect/name-resolver.ts';
import { closeOpener, createOpener, type OutboundOptions } from './create-opener.ts';
import { type OpenedPage, openPage, type OpenPageOptions } from './exchange/open-page.ts';
import { sendWithNode } from './exchange/send-with-node.ts';

export interface GuardedFetchOptions extends OutboundOptions {
  /** Ranges that may be connected to although they are not public; see `parseCidrs`. */
  readonly allowCidrs?: readonly Cidr[];
  /** Ports that may be connected to; default 80 and 443; see `parsePorts`. */
  readonly allowPorts?: AllowedPorts;
  readonly resolver?: NameResolverOptions;
  /** Further certificate authorities to trust. */
  readonly tls?: SecureContextOptions;
}

export interface GuardedFetch {
  /**
   * Asks for a URL that anybody may have given.
   *
   * @param url an absolute http(s) URL without credentials
   * @returns as soon as the headers of the last hop are there, whatever its status
   * @throws OutboundError `invalid-url`, `blocked-target`, `upstream-unreachable`, `upstream-redirects`,
   * `upstream-timeout`, or the reason of the caller's signal
   */
  openPage(url: string | URL, options?: OpenPageOptions): Promise<OpenedPage>;
  /** Stops the calls under way and closes every connection. */
  close(): void;
}

/**
 * Makes a client for URLs that users give. Every hop goes only to an allowed port of a public address: names are
 * resolved by a resolver of its own, all addresses are checked, and what was checked is what is connected to.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const { allowPorts = [80, 443], tls } = options;
  const guard = createAddressGuard(options.allowCidrs);
  const resolver = createNameResolver(options.resolver);
  const agents = createAgents({ tls, guarded: { guard, lookup: createGuardedLookup(resolver, guard) } });
  const opener = createOpener(options, {
    name: 'guarded',
    retries: 1,
    send: sendWithNode(agents),
    checkUrl: (url) => {
      checkUrl(url, allowPorts);
    },
  });
  return {
    openPage: (url, pageOptions = {}) => openPage(opener, url, pageOptions),
    close: () => {
      closeOpener(opener, agents);
      resolver.close();
    },
  };
}
