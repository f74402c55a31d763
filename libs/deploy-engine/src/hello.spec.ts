import { hello } from './hello.ts';

describe('hello', () => {
  it('greets by name', () => {
    expect(hello('Ada')).toBe('Hello Ada');
  });
});
