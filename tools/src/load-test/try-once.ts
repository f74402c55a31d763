import { Failure } from '../program/failure.ts';
import { hintsFor } from './hints-for.ts';
import { isRight } from './is-right.ts';
import { openAgents } from './open-agents.ts';
import type { Mix } from './read-mix.ts';
import { sendRequest } from './send-request.ts';
import type { Target } from './start-targets.ts';

/** One that does not answer so soon would only waste the time of a load test. */
const PATIENCE_MS = 10_000;

/**
 * Asks each target for each kind of request once: where none is answered rightly, a load would tell nothing.
 *
 * @throws Failure that says what came instead, and what to do
 */
export async function tryOnce(targets: readonly Target[], mix: Mix, nextNumber: () => number): Promise<void> {
  for (const { url } of targets) {
    const agents = openAgents();
    const outcomes = await Promise.all(
      mix.requests.map(async (asked) => {
        const outcome = await sendRequest(url, agents.of(url), asked, nextNumber(), PATIENCE_MS);
        return { name: asked.name, outcome, right: isRight(asked, outcome) };
      }),
    );
    agents.destroy();
    if (outcomes.some(({ right }) => right)) continue;
    const came = outcomes.map(({ name, outcome }) => `  ${name}: ${outcome}`);
    const hints = hintsFor(mix, Object.fromEntries(outcomes.map(({ outcome }) => [outcome, 1])));
    throw new Failure([`${url.href} gave no right answer, so it was not loaded.`, ...came, ...hints].join('\n'));
  }
}
