import { createAddressGuard } from '../address/address-guard.ts';
import { parseCidrs } from '../address/cidr.ts';
import { createGuardedLookup } from './guarded-lookup.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'public.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'private.example': ['10.0.0.1'],
  'mixed.example': ['93.184.215.14', 'fd00::1'],
};

function lookup(name: string, allowed = ''): Promise<string[]> {
  const resolver = {
    resolve: (asked: string) => {
      const addresses = NAMES[asked];
      if (!addresses) return Promise.reject(new Error(`${asked} was asked for`));
      return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }) as const));
    },
    close: () => undefined,
  };
  const guarded = createGuardedLookup(resolver, createAddressGuard(parseCidrs(allowed)));
  return new Promise((resolve, reject) => {
    guarded(name, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve([addresses].flat().map((found) => (typeof found === 'string' ? found : found.address)));
    });
  });
}

describe('a guarded look-up', () => {
  it('gives every public address of a name', async () => {
    expect(await lookup('public.example')).toEqual(NAMES['public.example']);
  });

  it('refuses a name with a private address, and tells the address to the log alone', async () => {
    await expect(lookup('private.example')).rejects.toMatchObject({
      code: 'blocked-target',
      message: 'private.example is not a public address.',
      cause: { message: '10.0.0.1 is refused: Private-Use' },
    });
  });

  it('refuses a name with a public and a private address', async () => {
    await expect(lookup('mixed.example')).rejects.toMatchObject({ code: 'blocked-target' });
    expect(await lookup('mixed.example', 'fd00::/8')).toEqual(NAMES['mixed.example']);
  });

  it('fails as the resolver does', async () => {
    await expect(lookup('other.example')).rejects.toThrow('other.example was asked for');
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.localhost.'])(
    'knows that %s is loopback and asks nobody for it',
    async (name) => {
      await expect(lookup(name)).rejects.toMatchObject({ code: 'blocked-target' });
      expect(await lookup(name, '127.0.0.0/8,::1')).toEqual(['127.0.0.1', '::1']);
      expect(await lookup(name, '127.0.0.0/8')).toEqual(['127.0.0.1']);
      expect(await lookup(name, '::1')).toEqual(['::1']);
    },
  );

  it.each(['notlocalhost', 'localhost.example', 'localhost..'])('asks for %s', async (name) => {
    await expect(lookup(name)).rejects.toThrow(`${name} was asked for`);
  });
});
