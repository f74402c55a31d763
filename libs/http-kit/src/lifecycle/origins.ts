import { isIPv6 } from 'node:net';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/** Where a port is reached from this machine. */
export function originOf(host: string, port: number): string {
  if (EVERY_ADDRESS.has(host)) return `http://localhost:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
