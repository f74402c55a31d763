import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface GraphFile {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

const workspaceRoot = join(import.meta.dirname, '../../..');

describe('the project graph', () => {
  let folder: string;
  let dependencies: Map<string, readonly string[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'graph-'));
    const file = join(folder, 'graph.json');
    execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'graph', `--file=${file}`], {
      cwd: workspaceRoot,
      env: { ...process.env, NX_DAEMON: 'false' },
      stdio: 'ignore',
    });
    const { graph } = JSON.parse(readFileSync(file, 'utf8')) as GraphFile;
    dependencies = new Map(
      Object.entries(graph.dependencies).map(([name, edges]) => [name, edges.map(({ target }) => target)]),
    );
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  // Without these edges `nx affected` would leave out a service whose library changed.
  it.each([
    ['metadata-scraper', 'http-kit'],
    ['http-kit', 'monitoring'],
    ['http-kit', 'logging'],
    ['monitoring', 'logging'],
  ])('has the edge %s → %s', (from, to) => {
    expect(dependencies.get(from)).toContain(to);
  });

  it('points one way', () => {
    expect(dependencies.get('logging')).not.toContain('monitoring');
    expect(dependencies.get('monitoring')).not.toContain('http-kit');
    expect(dependencies.get('http-kit')).not.toContain('metadata-scraper');
  });
});
