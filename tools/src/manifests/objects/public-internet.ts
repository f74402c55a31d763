import type { IIPBlock } from 'kubernetes-models/networking.k8s.io/v1/IPBlock';

/**
 * The public internet, as blocks of a network policy: all addresses but those that the IANA's registries of special-purpose
 * addresses call not globally reachable (private, link-local with the clouds' metadata, shared, documentation, multicast …).
 * Of IPv6, only 2000::/3 is given out as global unicast; the address that NAT64 makes of an IPv4 one lies outside.
 *
 * A spec holds it to the table by which http-kit guards outbound calls: this is a second fence around the same field.
 */
export const PUBLIC_INTERNET: readonly IIPBlock[] = [
  {
    cidr: '0.0.0.0/0',
    except: [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
    ],
  },
  { cidr: '2000::/3', except: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] },
];
