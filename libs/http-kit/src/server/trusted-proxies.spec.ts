import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';

import { clientAddress } from './trusted-proxies.ts';

const trusted = new BlockList();
trusted.addSubnet('10.0.0.0', 8, 'ipv4');
trusted.addSubnet('fd00::', 8, 'ipv6');

function addressOf(peer: string | undefined, forwarded?: string, proxies: BlockList | undefined = trusted): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress({ socket: { remoteAddress: peer }, headers } as IncomingMessage, proxies);
}

describe('clientAddress', () => {
  it("is the peer's where it is no trusted proxy, whatever it writes", () => {
    expect(addressOf('192.0.2.1', '198.51.100.9')).toBe('192.0.2.1');
    expect(clientAddress({ socket: { remoteAddress: '10.0.0.1' } } as IncomingMessage, undefined)).toBe('10.0.0.1');
  });

  it('is the last one that is not a trusted proxy', () => {
    expect(addressOf('10.0.0.1', '203.0.113.5, 198.51.100.9, 10.2.2.2')).toBe('198.51.100.9');
    expect(addressOf('fd00::1', '2001:db8::5')).toBe('2001:db8::5');
  });

  it('is the furthest proxy where there are only proxies', () => {
    expect(addressOf('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3');
  });

  it('stops at what is no address', () => {
    expect(addressOf('10.0.0.1', '203.0.113.5, unknown, 10.0.0.2')).toBe('10.0.0.2');
    expect(addressOf('10.0.0.1')).toBe('10.0.0.1');
  });

  it('tells mapped addresses as what they are', () => {
    expect(addressOf('::ffff:10.0.0.1', '::ffff:203.0.113.5')).toBe('203.0.113.5');
  });

  it('is empty where the peer has gone', () => {
    expect(addressOf(undefined, '203.0.113.5')).toBe('');
  });
});
