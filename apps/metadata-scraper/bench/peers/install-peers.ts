import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
/** npm keeps here what it installed. */
const INSTALLED = join(folder, 'node_modules/.package-lock.json');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/**
 * Installs what the benchmark compares with, as its own lock file has it, unless it is there already. No install script of
 * theirs is run.
 *
 * @param say told before npm starts
 * @throws an Error where npm fails
 */
export function installPeers(say: (text: string) => void): void {
  if (isInstalled()) return;
  say(`Installing the peers into ${join(folder, 'node_modules')} (npm ci, about 130 MB) …`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
}

function isInstalled(): boolean {
  if (!existsSync(INSTALLED)) return false;
  const installed = versions(INSTALLED);
  return Object.entries(versions(join(folder, 'package-lock.json'))).every(
    ([name, version]) => name === '' || installed[name] === version,
  );
}

const versions = (file: string): Record<string, string | undefined> => {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  return Object.fromEntries(Object.entries(packages).map(([name, { version }]) => [name, version]));
};
