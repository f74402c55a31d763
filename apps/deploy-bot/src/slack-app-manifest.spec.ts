import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { slackRoutes } from './routes/slack-routes.ts';

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string; readonly url: string }[] };
  readonly settings: { readonly interactivity: { readonly request_url: string } };
}

describe("the manifest of Slack's app", () => {
  it('names the routes that there are', () => {
    const text = readFileSync(new URL('../slack-app-manifest.yaml', import.meta.url), 'utf8');
    const { features, settings } = parse(text) as Manifest;
    const urls = [...features.slash_commands.map(({ url }) => url), settings.interactivity.request_url];
    const bot = { command: () => undefined, click: () => undefined, idle: () => Promise.resolve() };
    const routes = slackRoutes(bot, { signingSecret: 'secret' });

    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/deploy']);
    expect(urls.map((url) => new URL(url).pathname)).toEqual(routes.map(({ path }) => path));
  });
});
