import { keepBytes } from './keep-bytes.ts';

describe('keepBytes', () => {
  it('gives what was added as the text it is, wherever it was cut', () => {
    const kept = keepBytes(10);
    for (const byte of Buffer.from('äöü')) kept.add(Uint8Array.of(byte));
    expect(kept.text('utf-8')).toBe('äöü');
  });

  it('gives nothing of a page that is too long, or no text', () => {
    const kept = keepBytes(3);
    kept.add(Buffer.from('abc'));
    expect(kept.text(null)).toBeNull();
    kept.add(Buffer.from('d'));
    expect(kept.text('utf-8')).toBeNull();
  });
});
