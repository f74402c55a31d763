import { once } from 'node:events';

import { startPlay } from './start-play.ts';

/** `nx serve` starts it, reads its first line, and tells the bot what stands there. */
const { SERVICE_URL = 'http://localhost:3000', PLAY_PORT = '0' } = process.env;
await using play = await startPlay({ serviceUrl: SERVICE_URL, port: Number(PLAY_PORT) });
const says = `Play        ${play.url}: type /deploy there. Slack, cluster and registry are none; nothing real is touched`;
process.stdout.write(`${JSON.stringify({ variables: play.variables, says })}\n`);
await once(process, 'SIGTERM');
