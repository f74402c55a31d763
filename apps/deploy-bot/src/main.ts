import { startService } from '@exemplar/http-kit';

import { greetingRoutes } from './routes/greeting-routes.ts';
import { settings } from './settings.ts';

/** The service while it runs. */
export const service = await startService({
  name: 'deploy-bot',
  description: 'Deploys services to Kubernetes by a command in Slack, and watches them come up.',
  settings,

  routes: (_resources, context) => [...greetingRoutes(context)],
});
