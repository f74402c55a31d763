import { DescriptionError } from '@exemplar/deploy-engine/description';

import { exitCodeOf } from './exit-code-of.ts';
import { Failure } from './failure.ts';
import { parseOptions } from './parse-options.ts';
import { runCommand } from './run-command.ts';

describe('a program', () => {
  it('has the exit code 0 where its work succeeds', async () => {
    const work = () => Promise.resolve();
    expect(await exitCodeOf(work, String)).toBe(0);
  });

  it('does not hide a bug behind a sentence', async () => {
    const work = () => Promise.reject(new TypeError('a bug'));
    await expect(exitCodeOf(work, String)).rejects.toThrow('a bug');
  });

  it('tells in a sentence what people can act on, with another exit code', async () => {
    const complaints: string[] = [];
    const work = () => {
      runCommand('/nowhere/program', []);
    };
    expect(await exitCodeOf(work, (sentence) => complaints.push(sentence))).toBe(1);
    expect(complaints).toEqual([expect.stringMatching(/cannot be started: .*ENOENT. Install it first.$/)]);
  });

  it('tells what is wrong with a description', async () => {
    const complaints: string[] = [];
    const work = () => {
      throw new DescriptionError('apps/a/service.yaml is missing.');
    };
    expect(await exitCodeOf(work, (sentence) => complaints.push(sentence))).toBe(1);
    expect(complaints).toEqual(['apps/a/service.yaml is missing.']);
  });
});

describe('the options of a program', () => {
  const read = (...words: readonly string[]) =>
    parseOptions(words, { env: { type: 'string' }, level: { type: 'string' }, follow: { type: 'boolean' } }, 'nx logs');

  it('are read', () => {
    expect(read('--env=staging', '--follow')).toEqual({ env: 'staging', follow: true });
  });

  it.each([
    ['--levle=warn', "Unknown option '--levle'. Did you mean --level?\nUsage: nx logs"],
    ['--all', "Unknown option '--all'.\nUsage: nx logs"],
    ['-f', "Unknown option '-f'.\nUsage: nx logs"],
    ['--level', "Option '--level <value>' argument missing\nUsage: nx logs"],
  ])('are refused in a sentence that names the right one: %s', (word, sentence) => {
    expect(() => read(word)).toThrow(new Failure(sentence, 2));
  });
});
