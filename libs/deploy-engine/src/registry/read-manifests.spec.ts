import { readManifests } from './read-manifests.ts';

describe('readManifests', () => {
  it('says where a text is no YAML', () => {
    expect(() => readManifests('a: [')).toThrow(/at line 1/);
  });

  it.each(['', 'a: 1', '- b', 'apiVersion: v1', 'just text'])('takes no document that is no object: %j', (text) => {
    expect(() => readManifests(`${text}\n---\n${text}`)).toThrow(
      /no apiVersion and kind. Make it anew with npx nx sync/,
    );
  });
});
