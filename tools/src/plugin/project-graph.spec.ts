import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface GraphFile {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

const workspaceRoot = join(import.meta.dirname, '../../..');

describe('the project graph', () => {
  let folder: string;
  let dependencies: Map<string, readonly string[]>;

  const nx = (...options: readonly string[]): string =>
    execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', ...options], {
      cwd: workspaceRoot,
      env: { ...process.env, NX_DAEMON: 'false' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const affectedBy = (file: string): readonly string[] =>
    (JSON.parse(nx('show', 'projects', '--affected', `--files=${file}`, '--json')) as readonly string[]).toSorted();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'graph-'));
    const file = join(folder, 'graph.json');
    nx('graph', `--file=${file}`);
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

  it('has a change of an app affect that app alone', () => {
    expect(affectedBy('apps/metadata-scraper/src/scrape/create-scraper.ts')).toEqual(['metadata-scraper']);
    expect(affectedBy('apps/metadata-scraper/service.yaml')).toContain('metadata-scraper');
    expect(affectedBy('k8s/staging/metadata-scraper.yaml')).toEqual(['metadata-scraper']);
  }, 60_000);

  it("has a change of the exemplar's shape affect the tools, which compare it with what they generate", () => {
    expect(affectedBy('apps/metadata-scraper/src/main.ts')).toEqual(['metadata-scraper', 'tools']);
    expect(affectedBy('apps/metadata-scraper/RUNBOOK.md')).toEqual(['metadata-scraper', 'tools']);
  }, 60_000);

  it('has a change of a library affect every service on it', () => {
    // A folder of nothing but what was built is left where a branch with another app was checked out.
    const services = readdirSync(join(workspaceRoot, 'apps')).filter((name) =>
      existsSync(join(workspaceRoot, 'apps', name, 'project.json')),
    );
    expect(affectedBy('libs/logging/src/logger.ts')).toEqual(expect.arrayContaining(['logging', ...services]));
    expect(affectedBy('docs/architecture.md')).toEqual([]);
  }, 60_000);
});
