import fc from 'fast-check';

import { createAddressGuard, isPublicAddress } from './address-guard.ts';
import { type Cidr, cidrContains, parseCidr, parseCidrs } from './cidr.ts';
import { ADDRESS_BITS, parseAddress } from './parse-address.ts';
import { IPV4_BLOCKS, IPV6_BLOCKS } from './special-purpose-blocks.ts';

const ROWS = [...IPV4_BLOCKS, ...IPV6_BLOCKS];

function quad(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

function groups(value: bigint): string {
  const shifts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];
  return shifts.map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(':');
}

function edges({ version, prefix, shared }: Cidr): { inside: string[]; outside: string[] } {
  const bits = ADDRESS_BITS[version];
  const size = 1n << (bits - BigInt(prefix));
  const first = shared * size;
  const text = version === 4 ? quad : groups;
  const neighbours = [first - 1n, first + size].filter((value) => value >= 0n && value < 1n << bits);
  return { inside: [first, first + size - 1n].map(text), outside: neighbours.map(text) };
}

/** What the registries say of an address, told in another way than the guard does it: the longest block decides. */
function verdictOfRegistry(text: string): boolean {
  const address = parseAddress(text);
  const rows = ROWS.map(([block, , reachable]) => ({ cidr: parseCidr(block), reachable }));
  const holding = rows.filter(({ cidr }) => address !== undefined && cidrContains(cidr, address));
  const [longest] = holding.sort((one, other) => other.cidr.prefix - one.cidr.prefix);
  return longest?.reachable ?? true;
}

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const ipv4 = octets.map((parts) => parts.join('.'));

function hexOf(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function invertedHexOf(address: string): string {
  return hexOf(
    address
      .split('.')
      .map((part) => 255 - Number(part))
      .join('.'),
  );
}

describe('isPublicAddress', () => {
  it.each(['93.184.215.14', '1.1.1.1', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001::200e'])(
    'lets %s pass',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::127.0.0.1',
    '::8.8.8.8',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::FFFF:A9FE:A9FE',
    '::ffff:0:8.8.8.8',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::8.8.8.8',
    '2002:7f00:1::',
    '2002:808:808::1',
    '2001:0:53aa:64c:0:fbff:80ff:fffe',
    'fe80::1',
    'fe80::1%eth0',
    'fd12:3456::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2a00:1450::5efe:10.0.0.1',
    '2a00:1450::200:5efe:10.0.0.1',
    '4000::1',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['', 'localhost', 'example.com', '127.1', '0x7f.0.0.1', '0177.0.0.1', '2130706433', '1.2.3.4.5', '[::1]'])(
    'refuses "%s", which is no IP address',
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );

  it.each(ROWS)('judges the edges of %s (%s) and their neighbours as the registries do', (block) => {
    const { inside, outside } = edges(parseCidr(block));
    for (const address of [...inside, ...outside]) {
      const mapped = address.startsWith('0:0:0:0:0:ffff:');
      const expected = mapped
        ? verdictOfRegistry(quad(parseAddress(address)?.value ?? 0n))
        : verdictOfRegistry(address);
      // the NAT64 block and the one of mapped addresses are edged by 0.0.0.0 and 255.255.255.255
      expect([address, isPublicAddress(address)]).toEqual([address, expected && !block.startsWith('64:ff9b::/')]);
    }
  });

  it('judges any IPv4 address as the registry does', () => {
    fc.assert(
      fc.property(ipv4, (address) => {
        expect(isPublicAddress(address)).toBe(verdictOfRegistry(address));
      }),
    );
  });

  it('judges an IPv4 address the same when it is spelled as mapped or NAT64, in hexadecimal or dotted', () => {
    fc.assert(
      fc.property(ipv4, (address) => {
        const spellings = ['::ffff:', '0:0:0:0:0:FFFF:', '64:ff9b::', '0064:FF9B:0:0:0:0:'].flatMap((prefix) => [
          prefix + address,
          prefix + hexOf(address),
        ]);
        const verdicts = spellings.map(isPublicAddress);
        expect(verdicts).toEqual(verdicts.map(() => isPublicAddress(address)));
      }),
    );
  });

  it('refuses an IPv4 address in the spellings that nobody can be reached by', () => {
    fc.assert(
      fc.property(ipv4, (address) => {
        const spellings = [
          `::${address}`,
          `::${hexOf(address)}`,
          `::ffff:0:${address}`,
          `64:ff9b:1::${address}`,
          `2002:${hexOf(address)}::1`,
          `2001:0:${hexOf(address)}::`,
          `2001::${invertedHexOf(address)}`,
          `fe80::5efe:${address}`,
        ];
        expect(spellings.filter(isPublicAddress)).toEqual([]);
      }),
    );
  });

  it('judges an IPv6 address the same in each of its spellings', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        const long = groups(value);
        const short = new URL(`http://[${long}]/`).hostname.slice(1, -1);
        expect(isPublicAddress(short)).toBe(isPublicAddress(long));
        expect(isPublicAddress(long.toUpperCase())).toBe(isPublicAddress(long));
        expect(isPublicAddress(`${long}%eth0`)).toBe(isPublicAddress(long));
      }),
    );
  });
});

describe('createAddressGuard', () => {
  it('says which block an address lies in', () => {
    const guard = createAddressGuard();
    expect(guard('169.254.169.254')).toBe('Link Local');
    expect(guard('::ffff:10.0.0.1')).toBe('Private-Use');
    expect(guard('example.com')).toBe('not an IP address');
    expect(guard('1.1.1.1')).toBeUndefined();
  });

  it('lets the allowed ranges pass, in the IPv6 spellings of an IPv4 range too', () => {
    const guard = createAddressGuard(parseCidrs('10.0.0.0/8, fd00::/8,,127.0.0.1'));
    for (const address of ['10.255.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', 'fdff::1', '127.0.0.1', '1.1.1.1']) {
      expect([address, guard(address)]).toEqual([address, undefined]);
    }
    for (const address of ['11.0.0.1', '127.0.0.2', 'fc00::1', '::1', '192.168.0.1']) {
      expect(guard(address) === undefined).toBe(address === '11.0.0.1');
    }
  });

  it('lets everything pass where everything is allowed', () => {
    const guard = createAddressGuard(parseCidrs('0.0.0.0/0,::/0'));
    expect([guard('127.0.0.1'), guard('::1'), guard('ff02::1')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('parseCidrs', () => {
  it('reads an empty list', () => {
    expect(parseCidrs('')).toEqual([]);
  });

  it.each([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0/8',
    'localhost',
    '/8',
    '10.0.0.0/1e1',
  ])('refuses %s', (entry) => {
    expect(() => parseCidrs(`10.0.0.0/8,${entry}`)).toThrow(
      new RangeError(`"${entry}" is not an IP address or CIDR range`),
    );
  });
});
