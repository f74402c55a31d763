import { startService } from '@exemplar/http-kit';

import { createLinks } from './messages/links.ts';
import { openBot } from './open-bot.ts';
import { openEngine } from './open-engine.ts';
import { readPlatform } from './read-platform.ts';
import { readRules } from './read-rules.ts';
import { slackRoutes } from './routes/slack-routes.ts';
import { settings } from './settings.ts';

/** The service while it runs. */
export const service = await startService({
  name: 'deploy-bot',
  description: 'Deploys services to Kubernetes by a command in Slack, and watches them come up.',
  settings,

  open: (context) => {
    const { config, health } = context;
    const platform = readPlatform(config.PLATFORM_FILE);
    const rules = readRules(config.DEPLOY_RULES_FILE);
    const engine = openEngine(context, platform, rules);
    health.addCheck('cluster', () => engine.locks());
    return openBot(context, { engine, rules, linksOf: createLinks(platform) });
  },

  routes: (bot, { config }) => slackRoutes(bot, { signingSecret: config.SLACK_SIGNING_SECRET }),
});
