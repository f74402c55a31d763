import { deployment } from '../../fixtures/pods.ts';
import { makeRegistry } from '../../fixtures/releases.ts';
import type { Deployment } from '../cluster/objects.ts';
import { digestOn, imageOf, MARKS } from './release-objects.ts';

const running = (...containers: readonly { readonly name: string; readonly image?: string }[]): Deployment =>
  deployment(undefined, { template: { spec: { containers } } });

describe('the image that a Deployment runs', () => {
  it('is that of the container called as the service, of the first, or none', () => {
    expect(imageOf(running({ name: 'proxy', image: 'p' }, { name: 'shop', image: 's' }), 'shop')).toBe('s');
    expect(imageOf(running({ name: 'web', image: 'w' }), 'shop')).toBe('w');
    expect(imageOf(running(), 'shop')).toBeNull();
    expect(imageOf(running({ name: 'shop' }), 'shop')).toBeNull();
    expect(imageOf(deployment(), 'shop')).toBeNull();
  });
});

describe('the release that a Deployment is of', () => {
  it('is the one that is marked, unless other hands have changed the image', () => {
    const release = makeRegistry({ version: '1' }).release('1');
    const marked = (image: string): Deployment => {
      const one = running({ name: 'shop', image });
      return { ...one, metadata: { ...one.metadata, annotations: { [MARKS.release]: release.digest } } };
    };
    expect(digestOn(marked(release.image), 'shop', [release])).toBe(release.digest);
    expect(digestOn(marked('r/shop:by-hand'), 'shop', [release])).toBeNull();
    expect(digestOn(marked('r/shop:by-hand'), 'shop', [])).toBe(release.digest);
    const { metadata, ...rest } = running();
    expect(digestOn({ ...rest, metadata: { name: metadata.name } }, 'shop', [release])).toBeNull();
  });
});
