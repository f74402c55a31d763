import { arrive } from './arrive.ts';
import { openAgents } from './open-agents.ts';
import type { Rate } from './profiles.ts';
import type { Mix } from './read-mix.ts';
import { createRecording, type Recording, type Second } from './recording.ts';
import { sendRequest } from './send-request.ts';
import type { Target } from './start-targets.ts';
import { takeTurns } from './take-turns.ts';
import { type Usage, usageOf } from './watch-targets.ts';

/** A second of a load test, with what the service had of the machine. */
export interface Moment extends Second {
  /** Requests a second that were to arrive. */
  readonly due: number;
  /** Cores; undefined where the service tells nothing. */
  readonly cores: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly loopDelayMs: number | undefined;
}

export interface Load {
  readonly targets: readonly Target[];
  readonly mix: Mix;
  readonly rate: Rate;
  readonly seconds: number;
  /** Numbers requests, warm-ups and all: a path that is made by it was never asked for before. */
  readonly nextNumber: () => number;
  readonly onMoment: (moment: Moment) => void;
  /** That the load shall end before its time, as nothing can come of it. */
  readonly signal: AbortSignal;
}

/** What came of a load. */
export interface Outcome {
  readonly recording: Recording;
  readonly moments: readonly Moment[];
  readonly sent: number;
  /** Requests a second that were answered while others arrived. */
  readonly reached: number;
  /** CPU time of the service; undefined where it tells nothing. */
  readonly cpuSeconds: number | undefined;
  /** Cores that sending took, and what the mix had to open for it. */
  readonly ownCores: number;
}

/** Requests before those that count: a process that was just started still compiles. */
const WARM_UP = { seconds: 2, mostPerSecond: 200 };

/**
 * Sends a load, after a little of it that does not count.
 *
 * @throws the signal's reason
 */
export async function runLoad(load: Load): Promise<Outcome> {
  const { rate } = load;
  await send(
    {
      ...load,
      rate: (at) => Math.min(rate(at), WARM_UP.mostPerSecond),
      seconds: Math.min(load.seconds, WARM_UP.seconds),
    },
    createRecording(),
  );
  const recording = createRecording();
  const moments: Moment[] = [];
  const own = process.cpuUsage();
  const start = performance.now();
  const before = await usageOf(load.targets);
  let last = { at: start, usage: before };
  const tick = async (): Promise<void> => {
    const usage = await usageOf(load.targets);
    const now = { at: performance.now(), usage };
    const due = rate(((last.at + now.at) / 2 - start) / 1000);
    const moment = { ...recording.tick((now.at - start) / 1000), due, ...sharesOf(last, now) };
    last = now;
    moments.push(moment);
    load.onMoment(moment);
  };
  const timer = setInterval(() => void tick(), 1000);
  const { sent, left } = await send(load, recording).finally(() => {
    clearInterval(timer);
  });
  await tick();
  const { user, system } = process.cpuUsage(own);
  const ownCores = (user + system) / 1000 / (last.at - start);
  const { usage } = last;
  const cpuSeconds = before === undefined || usage === undefined ? undefined : usage.cpuSeconds - before.cpuSeconds;
  return { recording, moments, sent, reached: (sent - left) / load.seconds, cpuSeconds, ownCores };
}

interface Reading {
  readonly at: number;
  readonly usage: Usage | undefined;
}

function sharesOf(last: Reading, now: Reading): Omit<Moment, keyof Second | 'due'> {
  const { memoryBytes, loopDelayMs } = { memoryBytes: undefined, loopDelayMs: undefined, ...now.usage };
  const seconds = (now.at - last.at) / 1000;
  const cores =
    last.usage === undefined || now.usage === undefined
      ? undefined
      : (now.usage.cpuSeconds - last.usage.cpuSeconds) / seconds;
  return { cores, memoryBytes, loopDelayMs };
}

async function send(
  { targets, mix, rate, seconds, nextNumber, signal }: Load,
  recording: Recording,
): ReturnType<typeof arrive> {
  const agents = openAgents({ keepAlive: true });
  const nextRequest = takeTurns(mix.requests);
  const nextTarget = takeTurns(targets.map((target) => ({ ...target, weight: 1 })));
  signal.addEventListener('abort', agents.destroy);
  const ask = async (dueAt: number): Promise<void> => {
    const from = Math.min(dueAt, performance.now()); // timers come up to a millisecond early
    const [asked, { url }] = [nextRequest(), nextTarget()];
    const outcome = await sendRequest(url, agents.of(url), asked, nextNumber());
    recording.add(asked, outcome, performance.now() - from);
  };
  const counts = await arrive(rate, seconds, ask, signal);
  signal.removeEventListener('abort', agents.destroy);
  agents.destroy();
  signal.throwIfAborted();
  return counts;
}
