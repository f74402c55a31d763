import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { BenchCase, Figure } from './bench-case.ts';
import { CASES } from './cases.ts';
import { installPeers } from './peers/install-peers.ts';
import { type CommandLine, readOptions } from './read-options.ts';
import { machine } from './report/machine.ts';
import { markdownTable } from './report/markdown.ts';
import { writeGenerated } from './report/write-generated.ts';

/** Everything that `docs/performance.md` claims, measured in one run. `--help` says how to run parts of it. */
const REPORT = fileURLToPath(new URL('../../../docs/performance.md', import.meta.url));

interface Result {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** Standard output is for the figures alone. */
const say = (text: string): void => {
  console.error(text);
};

async function measure({ name, title, run }: BenchCase, options: CommandLine): Promise<Result> {
  say(`${title} (--only=${name}) …`);
  return { name, title, figures: await run(options) };
}

async function main(options: CommandLine): Promise<void> {
  installPeers(say);
  const command = commandOf(options);
  const results: Result[] = [];
  for (const one of options.cases) {
    const result = await measure(one, options);
    results.push(result);
    if (!options.json) console.log(`\n${section(result)}\n`);
  }
  if (options.json) console.log(JSON.stringify({ command, machine: machine(), date: new Date(), results }, null, 2));
  if (options.cases !== CASES) return;
  const measured = `\`${command}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.`;
  writeGenerated(REPORT, [measured, ...results.map(section)].join('\n\n'));
  say(`${relative(process.cwd(), REPORT)} is up to date.`);
}

/** As it was typed, but for where this machine has its pages. */
const commandOf = ({ words }: CommandLine): string =>
  ['npx nx bench metadata-scraper', ...words].join(' ').replace(/--corpus[= ]\S+/, '--corpus=<folder>');

const section = ({ title, figures }: Result): string => `### ${title}\n\n${markdownTable(figures)}`;

const options = readOptions(process.argv.slice(2), CASES);
if (typeof options === 'string') console.log(options);
else await main(options);
