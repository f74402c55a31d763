import { nearest } from './nearest.ts';

describe('the names that somebody may have meant', () => {
  it('are those that differ least, the nearest first', () => {
    const names = ['user-auth', 'metadata-scraper', 'metadata-scaper', 'deploy-bot'];
    expect(nearest('metadata-scrapper', names)).toEqual(['metadata-scraper', 'metadata-scaper']);
  });

  it.each(['', 'a', 'something-else'])('are none for "%s"', (name) => {
    expect(nearest(name, ['user-auth', 'deploy-bot'])).toEqual([]);
  });
});
