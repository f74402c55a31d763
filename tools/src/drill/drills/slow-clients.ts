import { Failure } from '../../program/failure.ts';
import type { Outcome } from '../drill-row.ts';
import { openSockets } from '../open-sockets.ts';
import type { Stage } from '../open-stage.ts';
import { underTrouble } from '../under-trouble.ts';

const CLIENTS = 200;
const EVERY_MS = 250;

/** Clients send a header a letter at a time, until the service cuts them off, as it has to. */
export async function slowClients(stage: Stage): Promise<Outcome> {
  const instance = await stage.start();
  return underTrouble(stage, {
    instance,
    begin: async () => {
      const slow = await openSockets(instance.ports.port, CLIENTS, 'GET / HTTP/1.1\r\nhost: a\r\nx-slow: ');
      const timer = setInterval(() => {
        slow.write('a');
      }, EVERY_MS);
      return async () => {
        const areCut = await slow.closed(stage.patienceMs);
        clearInterval(timer);
        slow.destroy();
        if (!areCut)
          throw new Failure(`clients that never end their headers are kept for ${stage.patienceMs / 1000} s`);
      };
    },
  });
}
