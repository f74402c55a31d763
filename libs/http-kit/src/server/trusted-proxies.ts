import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';

/**
 * Tells a client's address.
 *
 * Without trusted proxies it is the peer's. With them it is the last address of `X-Forwarded-For` that is not a trusted
 * proxy's, as long as the peer is one: what a client writes there itself is never believed.
 *
 * @param trusted the proxies' addresses
 */
export function clientAddress(request: IncomingMessage, trusted: BlockList | undefined): string {
  const peer = plain(request.socket.remoteAddress ?? '');
  if (trusted === undefined || !isTrusted(peer, trusted)) return peer;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  let client = peer;
  for (const entry of forwarded.reverse()) {
    const address = plain(entry.trim());
    if (isIP(address) === 0) return client;
    client = address;
    if (!isTrusted(address, trusted)) return client;
  }
  return client;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** A socket that listens on :: tells IPv4 peers as mapped addresses. */
const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);
