import { isRight } from '../load-test/is-right.ts';
import type { MixRequest } from '../load-test/read-mix.ts';
import { sendRequest } from '../load-test/send-request.ts';
import { takeTurns } from '../load-test/take-turns.ts';
import type { Instance } from './start-instance.ts';

/** What became of the requests of a drill. */
export interface Tally {
  readonly asked: number;
  /** Answered as the mix says is right. */
  readonly right: number;
  /** Answered with an error that the trouble explains, by status. */
  readonly refused: Readonly<Record<string, number>>;
  /** Neither, by status or by what came instead of one. */
  readonly lost: Readonly<Record<string, number>>;
}

export interface Load {
  /** From here on these errors are answers, also to what is under way, as what they need is not there. */
  tolerate(statuses: readonly number[]): void;
  /** When the last of them came, ms; 0 where none did. */
  lastRefusedAt(): number;
  /** Resolves when all requests are through; may be called again. */
  stop(): Promise<Tally>;
}

export interface LoadOptions {
  readonly requests: readonly MixRequest[];
  /** Requests a second. */
  readonly rate: number;
  /** Whether the next process is asked where no answer came. */
  readonly retries: boolean;
  /** The processes among which requests are shared. */
  readonly instances: () => readonly Instance[];
  readonly nextNumber: () => number;
}

/** How often a gateway asks who is ready, as Kubernetes tells it within about that. */
const LOOK_EVERY_MS = 200;
/** Longer than any service waits for what it calls. */
const TIMEOUT_MS = 20_000;
/** May be sent twice: RFC 9110, section 9.2.2. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Sends requests at a rate, as a gateway does: to processes that are ready, and once to the next one where no answer came. */
export function startLoad({ requests, rate, retries, instances, nextNumber }: LoadOptions): Load {
  const next = takeTurns(requests);
  const counts = { right: 0, refused: {} as Record<string, number>, lost: {} as Record<string, number> };
  const underWay: Promise<void>[] = [];
  const readyOnes = watchReady(instances);
  let tolerated: readonly number[] = [];
  let lastRefusedAt = 0;
  let turn = 0;
  const ask = async (): Promise<void> => {
    const toleratedThen = tolerated;
    const [request, number] = [next(), nextNumber()];
    const came = await askOneOf(inTurn(readyOnes.list(), (turn += 1)).slice(0, retries ? 2 : 1), request, number);
    if (isRight(request, came)) counts.right += 1;
    else if (![...toleratedThen, ...tolerated].includes(Number(came))) add(counts.lost, came);
    else {
      lastRefusedAt = performance.now();
      add(counts.refused, came);
    }
  };
  const timer = setInterval(() => underWay.push(ask()), 1000 / rate);
  return {
    tolerate: (statuses) => {
      tolerated = statuses;
    },
    lastRefusedAt: () => lastRefusedAt,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      readyOnes.close();
      return { asked: underWay.length, ...counts };
    },
  };
}

const inTurn = (all: readonly Instance[], turn: number): readonly Instance[] => [
  ...all.slice(turn % all.length),
  ...all.slice(0, turn % all.length),
];

const add = (counts: Record<string, number>, what: number | string): void => {
  counts[what] = (counts[what] ?? 0) + 1;
};

/** @returns the status, or what came instead of an answer */
async function askOneOf(some: readonly Instance[], request: MixRequest, number: number): Promise<number | string> {
  let came: number | string = 'nobody was ready';
  for (const instance of some) {
    came = await sendRequest(instance.url, instance.agent, request, number, TIMEOUT_MS);
    if (typeof came === 'number') return came;
    if (!IDEMPOTENT.has(request.method) && came !== 'ECONNREFUSED') return came; // it may have been done
  }
  return came;
}

/** Asks one process, once. @returns whether the answer was right */
export const isAnswered = async (instance: Instance, request: MixRequest, number: number): Promise<boolean> =>
  isRight(request, await sendRequest(instance.url, instance.agent, request, number, TIMEOUT_MS));

function watchReady(instances: () => readonly Instance[]): { list: () => readonly Instance[]; close: () => void } {
  let ready = instances();
  const look = async (): Promise<void> => {
    const all = await Promise.all(instances().map(async (one) => ((await one.isReady()) ? [one] : [])));
    ready = all.flat();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    list: () => ready,
    close: () => {
      clearInterval(timer);
    },
  };
}
