import { whyOf } from './why-of.ts';

describe('what something failed of', () => {
  it('is what the innermost error says, or its code', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(whyOf(new TypeError('fetch failed', { cause: refused }))).toBe('connect ECONNREFUSED');
    expect(whyOf(Object.assign(new AggregateError([refused], ''), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  });
});
