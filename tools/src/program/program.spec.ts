import { DescriptionError } from '../descriptor/parse-description.ts';
import { exitCodeOf } from './exit-code-of.ts';
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
