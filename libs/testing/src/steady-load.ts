import { Agent, type IncomingMessage, request } from 'node:http';

export interface LoadOptions {
  /** How many clients ask at the same time, each one request after the other. */
  readonly connections: number;
  /** Asked after each answer; the load ends when it says so. */
  readonly until: () => boolean;
  /** Whether a client keeps its connection for the next request. */
  readonly keepAlive?: boolean;
}

export interface LoadResult {
  readonly sent: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Requests that got no complete answer although their connection had been made. */
  readonly lost: readonly string[];
  /** Requests whose connection was refused: the server took no new ones. */
  readonly refused: number;
}

interface Tally {
  sent: number;
  refused: number;
  readonly statuses: Record<number, number>;
  readonly lost: string[];
}

/** Asks a URL again and again, and tells what became of every request. */
export async function steadyLoad(url: string, options: LoadOptions): Promise<LoadResult> {
  const { connections, until, keepAlive = true } = options;
  const agent = new Agent({ keepAlive, maxSockets: connections });
  const tally: Tally = { sent: 0, refused: 0, statuses: {}, lost: [] };
  const client = async (): Promise<void> => {
    while (!until()) {
      tally.sent++;
      await ask(url, agent, tally);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return tally;
}

/** A client's response has a status. */
type Answer = IncomingMessage & { readonly statusCode: number };

function ask(url: string, agent: Agent, tally: Tally): Promise<void> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'ECONNREFUSED') tally.refused++;
      else tally.lost.push(error.message);
      resolve();
    };
    const asked = request(url, { agent }, (response) => {
      response.resume();
      response.on('error', failed);
      response.on('end', () => {
        const { statusCode: status } = response as Answer;
        tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
        resolve();
      });
    });
    asked.on('error', failed);
    asked.end();
  });
}
