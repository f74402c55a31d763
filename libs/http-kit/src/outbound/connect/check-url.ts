import { OutboundError } from '../outbound-error.ts';

/** Ports that may be asked, or `*` for any. */
export type AllowedPorts = readonly number[] | '*';

const DEFAULT_PORTS = new Map([
  ['http:', 80],
  ['https:', 443],
]);

/**
 * Reads the URL of a call.
 *
 * @throws OutboundError `invalid-url` unless it is an absolute http(s) URL without credentials
 */
export function parseTarget(target: string | URL): URL {
  const url = target instanceof URL ? target : URL.parse(target);
  if (!url || !DEFAULT_PORTS.has(url.protocol)) {
    throw new OutboundError('invalid-url', 'The URL is not an absolute http or https URL.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutboundError('invalid-url', 'The URL carries credentials.');
  }
  return url;
}

/**
 * Checks a URL before it is asked, each hop of a redirect anew. Its addresses are checked where it is connected to.
 *
 * @throws OutboundError `blocked-target` if it is not http(s), or its port is not allowed
 */
export function checkUrl(url: URL, ports: AllowedPorts): void {
  const defaultPort = DEFAULT_PORTS.get(url.protocol);
  if (defaultPort === undefined) {
    throw new OutboundError('blocked-target', `The redirect leaves http and https for ${url.protocol}`);
  }
  const port = url.port === '' ? defaultPort : Number(url.port);
  if (ports !== '*' && !ports.includes(port)) {
    throw new OutboundError('blocked-target', `Port ${port} of ${url.hostname} is not allowed.`);
  }
}

/**
 * Reads a list of ports.
 *
 * @param text comma-separated, such as `80,443`, or `*`
 * @throws RangeError naming the first entry that is not a port
 */
export function parsePorts(text: string): AllowedPorts {
  if (text.trim() === '*') return '*';
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parsePort);
}

function parsePort(entry: string): number {
  const port = Number(entry);
  if (!/^\d{1,5}$/.test(entry) || port < 1 || port > 65_535) throw new RangeError(`"${entry}" is not a port`);
  return port;
}
