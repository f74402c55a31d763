import { diff, release } from '../../fixtures/samples.ts';
import { textOf } from '../../fixtures/text-of.ts';
import { diffMessage } from './diff-message.ts';
import { spanOf } from './wording.ts';

describe('words', () => {
  it.each([
    [-5, '0 s'],
    [59_400, '59 s'],
    [61_000, '1 min 1 s'],
    [3_661_000, '1 h 1 min'],
    [90_000_000, '25 h 0 min'],
    [200_000_000, '2 days'],
  ])('tell %d ms as %s', (ms, text) => {
    expect(spanOf(ms)).toBe(text);
  });

  it('tell that an image is the same, and its configuration another', () => {
    const { image } = release(1);
    const shown = textOf(
      diffMessage(
        { service: 'shop', environment: 'staging' },
        diff({ image: { from: image, to: image, changed: false }, configuration: [] }),
      ),
    );

    expect(shown).toContain('*Image*: the same, `shop@sha256:111111111111`');
    expect(shown).toContain('*Configuration*: the same');
  });
});
