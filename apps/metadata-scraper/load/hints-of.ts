import type { LoadOrigins } from '@exemplar/testing';

/**
 * What a service has to be told, so that it calls the origins.
 *
 * @param reached where it reaches them; default: on loopback addresses
 */
export function settingsFor(reached?: LoadOrigins): Readonly<Record<string, string>> {
  return { OUTBOUND_ALLOW_CIDRS: blockOf(reached?.host), OUTBOUND_ALLOW_PORTS: '*' };
}

function blockOf(host: string | undefined): string {
  if (host === undefined) return '127.0.0.0/8';
  return host.startsWith('[') ? `${host.slice(1, -1)}/128` : `${host}/32`;
}

/**
 * What is the matter with a service that was not started for the test.
 *
 * @param settings that it wants
 * @param urls of the origins
 */
export function hintsOf(
  settings: Readonly<Record<string, string>>,
  urls: readonly string[],
): Readonly<Record<string, string>> {
  const wanted = Object.entries(settings).map(([name, value]) => `${name}='${value}'`);
  const unreached = `The service does not reach the origins of this test, ${urls.join(', ')}: --origins is the address at which it reaches this machine, and no firewall or network policy may stand between them.`;
  return {
    401: "The service wants a key: --header='X-Api-Key: …'.",
    403: `The service may not call the origins of this test: start it with ${wanted.join(' ')}. Where it runs elsewhere, --origins is the address at which it reaches this machine.`,
    429: 'The service takes so much from a client and no more: start it with RATE_LIMIT_PER_MINUTE=0.',
    502: unreached,
    504: unreached,
  };
}
