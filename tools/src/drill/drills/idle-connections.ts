import type { Outcome } from '../drill-row.ts';
import { openSockets } from '../open-sockets.ts';
import type { Stage } from '../open-stage.ts';
import { underTrouble } from '../under-trouble.ts';

const CONNECTIONS = 2000;

/** Two thousand connections are opened that say nothing. */
export async function idleConnections(stage: Stage): Promise<Outcome> {
  const instance = await stage.start();
  return underTrouble(stage, {
    instance,
    begin: async () => {
      const idle = await openSockets(instance.ports.port, CONNECTIONS);
      return idle.destroy;
    },
  });
}
