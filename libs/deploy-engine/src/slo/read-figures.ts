import type { AskPrometheus } from './ask-prometheus.ts';
import { FIGURE_NAMES, FIGURES, type Figures } from './figures.ts';

/** The figures of a service, or why there are none: never a reason to stop a deploy. */
export async function readFigures(
  ask: AskPrometheus,
  service: string,
  namespace: string,
): Promise<{ readonly figures: Figures; readonly note?: string }> {
  try {
    const asked = FIGURE_NAMES.map(async (name) => [name, await ask(FIGURES[name].query(service, namespace))] as const);
    const known = (await Promise.all(asked)).filter(([, value]) => value !== null);
    return { figures: Object.fromEntries(known) };
  } catch (error) {
    return { figures: {}, note: `Prometheus could not be asked: ${(error as Error).message}.` };
  }
}
