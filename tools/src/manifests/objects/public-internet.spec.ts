import { BlockList, isIPv6 } from 'node:net';

import { PUBLIC_INTERNET } from './public-internet.ts';

type Row = readonly [block: string, name: string, globallyReachable: boolean];

/** The table by which http-kit guards outbound calls. Tools import no library, so its file is read by its path. */
const TABLE = '../../../../libs/http-kit/src/outbound/address/special-purpose-blocks.ts';
const { IPV4_BLOCKS, IPV6_BLOCKS } = (await import(new URL(TABLE, import.meta.url).pathname)) as Record<
  'IPV4_BLOCKS' | 'IPV6_BLOCKS',
  readonly Row[]
>;
const NOT_PUBLIC = [...IPV4_BLOCKS, ...IPV6_BLOCKS].filter(([, , reachable]) => !reachable).map(([block]) => block);

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

const listOf = (blocks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const [network = '', prefix] of blocks.map((block) => block.split('/')))
    list.addSubnet(network, Number(prefix), family(network));
  return list;
};

const inside = listOf(PUBLIC_INTERNET.map(({ cidr }) => cidr));
const outside = listOf(PUBLIC_INTERNET.flatMap(({ except }) => except ?? []));
const isPublic = (address: string): boolean =>
  inside.check(address, family(address)) && !outside.check(address, family(address));

describe('the public internet', () => {
  it.each(NOT_PUBLIC)('leaves %s out, as the guard of outbound calls does', (block) => {
    expect(isPublic(String(block.split('/')[0]))).toBe(false);
  });

  it('leaves nothing out that the guard lets through, but for the few in a block of others', () => {
    const excepted = PUBLIC_INTERNET.flatMap(({ except }) => except ?? []);
    expect(NOT_PUBLIC).toEqual(expect.arrayContaining(excepted));
  });

  it.each(['1.1.1.1', '93.184.215.14', '192.31.196.1', '223.255.255.254', '2606:4700::1111', '2a00:1450::1'])(
    'has %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each([
    '169.254.169.254',
    '100.100.100.200',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
  ])('has no way to the metadata of a cloud by %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});
