import { jest } from '@jest/globals';
import type { Tree } from '@nx/devkit';

import { serviceYaml } from '../../../fixtures/service-yaml.ts';
import { workspaceTree } from '../../../fixtures/workspace-tree.ts';
import { generateRoute, type RouteOptions } from './generator.ts';

const ROOT = 'apps/user-auth';

const MAIN = `import { startService } from '@exemplar/http-kit';

import { greetingRoutes } from './routes/greeting-routes.ts';
import { settings } from './settings.ts';

export const service = await startService({
  name: 'user-auth',
  settings,
  routes: (_resources, context) => [...greetingRoutes(context)],
});
`;

describe('the generator of routes', () => {
  let tree: Tree;

  beforeEach(() => {
    tree = workspaceTree();
    for (const name of ['user-auth', 'user-list']) {
      tree.write(`apps/${name}/project.json`, '{}');
      tree.write(`apps/${name}/service.yaml`, serviceYaml(name));
    }
    tree.write(`${ROOT}/src/main.ts`, MAIN);
  });

  const generate = (options: Partial<RouteOptions> = {}) =>
    generateRoute(tree, { service: 'user-auth', name: 'sessions', ...options });
  const read = (path: string): string => String(tree.read(`${ROOT}/${path}`, 'utf-8'));

  it.each<[Partial<RouteOptions>, readonly string[]]>([
    [{}, ["method: 'GET'", "path: '/v1/sessions'", 'query: z.object({ limit:', '({ query }) => ({ ...query })']],
    [{ path: '/v1/sessions/:id' }, ['params: z.object({ id:', '({ params }) => ({ ...params })']],
    [{ method: 'POST' }, ["summary: 'Adds to sessions'", 'body: z.object(', 'json({ ...body }, { status: 201 })']],
    [{ method: 'PUT', path: '/v1/a/:b/c/:d' }, ['b: z.string()', 'd: z.string()', '({ ...params, ...body })']],
    [{ method: 'DELETE' }, ['204: { description:', '() => empty(204)']],
  ])('adds one of %j', async (options, parts) => {
    await generate(options);
    for (const part of parts) expect(read('src/routes/sessions-routes.ts')).toContain(part);
    expect(read('src/routes/sessions-routes.spec.ts')).toContain("from './sessions-routes.ts'");
  });

  it('has main.ts serve it, with its imports in order', async () => {
    await generate();
    await generate({ name: 'a-b' });
    expect(read('src/main.ts').split('\n').slice(2, 7)).toEqual([
      "import { aBRoutes } from './routes/a-b-routes.ts';",
      "import { greetingRoutes } from './routes/greeting-routes.ts';",
      "import { sessionsRoutes } from './routes/sessions-routes.ts';",
      "import { settings } from './settings.ts';",
      '',
    ]);
    expect(read('src/main.ts')).toContain('[...greetingRoutes(context), ...sessionsRoutes(), ...aBRoutes()]');
  });

  it.each([
    [
      'import { startService } from "@exemplar/http-kit";\nstartService({ routes: () => [] });',
      "'@exemplar/http-kit';\nimport {",
    ],
    ['startService({ routes: () => [] });', '...sessionsRoutes()]'],
  ])('has a main.ts of another form serve it, too: %s', async (text, part) => {
    tree.write(`${ROOT}/src/main.ts`, text);
    await generate();
    expect(read('src/main.ts')).toContain(part);
    expect(read('src/main.ts')).toContain('[...sessionsRoutes()]');
  });

  it('leaves what a person wrote when it is run again, and serves the route once', async () => {
    await generate();
    tree.write(`${ROOT}/src/routes/sessions-routes.ts`, '// mine\n');
    tree.write(`${ROOT}/src/main.ts`, read('src/main.ts').replace('...sessionsRoutes()', '...sessionsRoutes(context)'));
    const before = read('src/main.ts');
    await generate({ method: 'POST' });
    expect(read('src/routes/sessions-routes.ts')).toBe('// mine\n');
    expect(read('src/main.ts')).toBe(before);
  });

  it('ends by naming the next three commands', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue(undefined);
    await (
      await generate()
    )();
    expect(print.mock.calls.join('\n').match(/^ {2}npx nx /gm)).toHaveLength(3);
  });

  it.each<[Partial<RouteOptions>, string]>([
    [
      { service: 'user-aut' },
      'There is no service "user-aut". Did you mean user-auth? There are: metadata-scraper, user-auth, user-list.',
    ],
    [{ service: 'metadata-scrape' }, 'There is no service "metadata-scrape". Did you mean metadata-scraper?'],
    [{ service: 'something' }, 'There is no service "something". There are: metadata-scraper, user-auth, user-list.'],
    [{ name: 'Sessions' }, '"Sessions" is no name for a route.'],
    [{ path: 'v1' }, '--path is "v1". Wanted: a path such as /v1/sessions or /v1/sessions/:id.'],
    [{ path: '/v1/it’s' }, '--path is "/v1/it’s".'],
  ])('refuses %j with a sentence', async (options, sentence) => {
    await expect(generate(options)).rejects.toThrow(sentence);
  });

  it.each([
    'startService(definition);',
    'startService({ name });',
    'startService({ routes });',
    'startService({ routes: all });',
    'startService({ routes: () => all });',
    'startService();',
    '',
  ])('asks for another form of main.ts where it does not find the routes, and writes nothing: %s', async (text) => {
    tree.write(`${ROOT}/src/main.ts`, text);
    await expect(generate()).rejects.toThrow(
      'apps/user-auth/src/main.ts has no `routes: (…) => [ … ]` in its call of startService.',
    );
    expect(tree.exists(`${ROOT}/src/routes/sessions-routes.ts`)).toBe(false);
  });
});
