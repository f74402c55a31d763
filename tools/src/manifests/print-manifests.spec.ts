import { jest } from '@jest/globals';

import { readManifests } from '@exemplar/deploy-engine/registry';

import { filesOn } from '../workspace/files.ts';
import { printManifests } from './print-manifests.ts';

const FILES = filesOn(new URL('../../..', import.meta.url).pathname);
const RELEASED = ['--release=1.2', '--commit=abc', '--cause=Faster'];

const run = (words: readonly string[], files = FILES) => {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = printManifests('apps/metadata-scraper', words, files, {
    print: (text) => printed.push(text),
    complain: (sentence) => complaints.push(sentence),
  });
  return { code, text: printed.join('\n'), complaint: complaints.join('\n') };
};

describe('nx manifests', () => {
  it('prints what all environments are told', () => {
    const { code, text } = run([]);
    const namespaces = readManifests(text).map(({ metadata }) => metadata?.namespace);
    expect(code).toBe(0);
    expect([...new Set(namespaces)]).toEqual(['exemplar-staging', 'exemplar-production']);
  });

  it('prints what one environment is told of a release', () => {
    const { text } = run(['--env=staging', ...RELEASED]);
    expect(text).toContain('image: registry.example.com/exemplar/metadata-scraper:1.2');
    expect(text).not.toContain('exemplar-production');
  });

  it("prints a canary's pods and share", () => {
    const { text } = run(['--env=production', ...RELEASED, '--canary=10']);
    expect(readManifests(text).map(({ kind, metadata }) => `${kind} ${String(metadata?.name)}`)).toEqual([
      'Deployment metadata-scraper-canary',
      'HTTPRoute metadata-scraper',
    ]);
  });

  it('names the environments that there are', () => {
    expect(run(['--env=test'])).toEqual({
      code: 1,
      text: '',
      complaint: 'There is no environment "test" in k8s/platform.yaml. There are: staging, production.',
    });
  });

  it.each([
    [['--environment=staging'], /Unknown option '--environment'.*\nUsage: npx nx manifests <service>/],
    [['--release=1.2'], /give all three, or none/],
    [['--release=a b'], /--release is "a b". Wanted: the tag of an image/],
    [['--canary=10'], /--canary is the share of a released version: 1 to 99 per cent/],
    [[...RELEASED, '--canary=100'], /1 to 99 per cent/],
    [[...RELEASED, '--canary=0'], /1 to 99 per cent/],
    [[...RELEASED, '--canary=some'], /1 to 99 per cent/],
  ])('says in a sentence what is wrong with %j', (words, complaint) => {
    expect(run(words)).toMatchObject({ code: 2, text: '', complaint: expect.stringMatching(complaint) as string });
  });

  it('has no canary of an internal service', () => {
    const internal = (text: string | null) => text?.replace('exposure: public', 'exposure: internal') ?? null;
    const files = { ...FILES, read: (path: string) => internal(FILES.read(path, 'utf-8')) };
    expect(run([...RELEASED, '--canary=10'], files)).toMatchObject({ code: 2, complaint: /is internal/ });
  });

  it('does not hide a bug behind a sentence', () => {
    const files = {
      ...FILES,
      read: () => {
        throw new Error('a bug');
      },
    };
    expect(() => run([], files)).toThrow('a bug');
  });

  it('is a program, which is given the folder', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue();
    const { argv, exitCode } = process;
    process.argv = [...argv.slice(0, 2), new URL('../../../apps/metadata-scraper', import.meta.url).pathname];
    await import('./main.ts');
    process.argv = argv;
    expect([process.exitCode, print.mock.calls.flat().join('')]).toEqual([0, expect.stringContaining('Deployment')]);
    process.exitCode = exitCode;
  });
});
