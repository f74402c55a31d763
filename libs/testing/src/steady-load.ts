import { Agent, type IncomingMessage, request } from 'node:http';

import { PATIENCE_MS } from './feed.ts';

/** The load ends when the first of `until`, `requests` and `durationMs` says so; give at least one. */
export interface LoadOptions {
  /** How many clients ask at the same time, each one request after the other. */
  readonly connections: number;
  /** Asked before each request. */
  readonly until?: () => boolean;
  /** How many requests to send, of all clients together. */
  readonly requests?: number;
  /** How long to send requests; those under way are waited for. */
  readonly durationMs?: number;
  /** Whether a client keeps its connection for the next request; default true. */
  readonly keepAlive?: boolean;
  /** How long a connection may be silent before its request counts as lost; default 10 s. */
  readonly timeoutMs?: number;
}

export interface LoadResult {
  /** As many as were answered, lost and refused together. */
  readonly sent: number;
  /** Requests with a complete answer, whatever its status. */
  readonly answered: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** What befell the requests that got no complete answer although their connection had been made. */
  readonly lost: readonly string[];
  /** Requests whose connection was refused: the server took no new ones. */
  readonly refused: number;
}

interface Tally extends LoadResult {
  sent: number;
  answered: number;
  refused: number;
  readonly statuses: Record<number, number>;
  readonly lost: string[];
}

/** Asks an http URL again and again, and tells what became of every request. It throws for none of them. */
export async function steadyLoad(url: string, options: LoadOptions): Promise<LoadResult> {
  const { connections, keepAlive = true, timeoutMs = PATIENCE_MS } = options;
  const agent = new Agent({ keepAlive, maxSockets: connections });
  const tally: Tally = { sent: 0, answered: 0, refused: 0, statuses: {}, lost: [] };
  const ended = endOf(options, tally);
  const client = async (): Promise<void> => {
    while (!ended()) {
      tally.sent++;
      count(tally, await ask(url, agent, timeoutMs));
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return tally;
}

function endOf(options: LoadOptions, tally: Tally): () => boolean {
  const { until = () => false, requests = Infinity, durationMs = Infinity } = options;
  const end = performance.now() + durationMs;
  return () => until() || tally.sent >= requests || performance.now() >= end;
}

function count(tally: Tally, outcome: number | NodeJS.ErrnoException): void {
  if (typeof outcome === 'number') {
    tally.answered++;
    tally.statuses[outcome] = (tally.statuses[outcome] ?? 0) + 1;
  } else if (outcome.code === 'ECONNREFUSED') tally.refused++;
  else tally.lost.push(outcome.message);
}

/** A client's response has a status. */
type Answer = IncomingMessage & { readonly statusCode: number };

/** @returns the status of a complete answer, or why there is none */
function ask(url: string, agent: Agent, timeoutMs: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const asked = request(url, { agent }, (response) => {
      response.resume();
      response.on('error', resolve);
      response.on('end', () => {
        resolve((response as Answer).statusCode);
      });
    });
    asked.setTimeout(timeoutMs, () => asked.destroy(new Error(`no byte came for ${timeoutMs} ms`)));
    asked.on('error', resolve);
    asked.end();
  });
}
