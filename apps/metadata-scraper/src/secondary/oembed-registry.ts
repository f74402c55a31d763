interface Provider {
  readonly endpoints: readonly { readonly url: string; readonly schemes?: readonly string[] }[];
}

/** A scheme of the registry in its parts: `https://*.example.com/video/*`. */
interface Scheme {
  readonly protocol: string;
  /** Labels, the last first. */
  readonly host: readonly string[];
  /** What stands between the asterisks of the path. */
  readonly path: readonly string[];
  readonly endpoint: string;
}

const SCHEME = /^(?<protocol>https?:)\/\/(?<host>[^/]+)(?<path>.*)$/;

/**
 * Finds the oEmbed endpoint of a URL in the registry of https://oembed.com/, whose schemes are those of section 2.1 of its
 * specification: an asterisk stands for any text, within one part of the host or in the path.
 *
 * @param url the page's
 * @returns the endpoint's URL, to which `url` and `format` are to be added; null where no provider knows the page
 */
export async function registeredEndpoint(url: URL): Promise<string | null> {
  const labels = url.hostname.split('.').toReversed();
  const path = url.pathname + url.search;
  const found = (await schemesOf(labels)).find(
    ({ protocol, host, path: parts }) =>
      isSameProtocol(protocol, url.protocol) && hostMatches(host, labels) && pathMatches(parts, path),
  );
  return found?.endpoint ?? null;
}

/** Some hundred kilobytes, so they are only read when a page is asked for its oEmbed answer. */
let byDomain: Promise<ReadonlyMap<string, readonly Scheme[]>> | undefined;

/** The schemes of a domain: a host is looked up by its last two labels, so that a few of a thousand schemes are compared. */
async function schemesOf(labels: readonly string[]): Promise<readonly Scheme[]> {
  byDomain ??= readRegistry();
  return (await byDomain).get(domainOf(labels)) ?? [];
}

const domainOf = (labels: readonly string[]): string => labels.slice(0, 2).join('.');

async function readRegistry(): Promise<ReadonlyMap<string, readonly Scheme[]>> {
  const { default: json } = await import('oembed-providers', { with: { type: 'json' } });
  const providers: readonly Provider[] = json;
  const schemes = providers.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ schemes: texts = [], url }) => texts.flatMap((text) => readScheme(text, url))),
  );
  return Map.groupBy(schemes, ({ host }) => domainOf(host));
}

/** A scheme that is no URL (`spotify:*`) is none that a page can have. */
function readScheme(text: string, endpoint: string): readonly Scheme[] {
  const match = SCHEME.exec(text);
  if (match === null) return [];
  const { protocol, host, path } = match.groups as Record<'protocol' | 'host' | 'path', string>;
  return [
    {
      protocol,
      host: host.toLowerCase().split('.').toReversed(),
      path: path.split('*'),
      endpoint: endpointOf(endpoint),
    },
  ];
}

const endpointOf = (url: string): string => url.replaceAll('{format}', 'json');

/** The registry has old schemes of sites that are long on https. */
const isSameProtocol = (scheme: string, page: string): boolean => scheme === page || page === 'https:';

/** `*.example.com` is any one label and more before `example.com`, but not `example.com` itself. */
function hostMatches(scheme: readonly string[], labels: readonly string[]): boolean {
  if (scheme.at(-1) === '*' ? labels.length < scheme.length : labels.length !== scheme.length) return false;
  return scheme.every((label, at) => label === '*' || label === labels[at]);
}

/** Looks for the parts in turn, each where it first comes and the last at the end: no backtracking, whatever the path is. */
function pathMatches(parts: readonly string[], path: string): boolean {
  const last = parts.length - 1;
  let at = 0;
  return parts.every((part, index) => {
    const found = index === last && last > 0 ? path.lastIndexOf(part) : path.indexOf(part, at);
    const isThere = found >= at && (index > 0 || found === 0) && (index < last || found + part.length === path.length);
    at = found + part.length;
    return isThere;
  });
}
