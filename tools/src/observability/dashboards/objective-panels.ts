import { PercentUnit } from '@grafana/grafana-foundation-sdk/units';

import type { Service } from '../../descriptor/service-schema.ts';
import { objectivesOf } from '../rules/objectives.ts';
import { budgetLeft, ratioOf } from '../rules/recording-rules.ts';
import { type Graph, graph, stat } from './panels.ts';
import type { Scope } from './scope.ts';

/** How much of each budget is left. */
export const budgetStats = (service: Service, { recorded }: Scope) =>
  objectivesOf(service).map((objective) =>
    stat({
      title: `${objective.name} budget left`,
      description: `${objective.promise}, over 30 days. Below zero, it is broken.`,
      unit: PercentUnit,
      lines: { [recorded(budgetLeft(objective))]: '{{namespace}}' },
      width: 5,
      steps: [
        [null, 'red'],
        [0, 'yellow'],
        [0.25, 'green'],
      ],
    }),
  );

/** How fast each budget goes. */
export const burnGraphs = (service: Service, { recorded }: Scope): readonly ReturnType<typeof graph>[] =>
  objectivesOf(service).map((objective) => {
    const burn = (window: '5m' | '1h' | '6h'): Readonly<Record<string, string>> => ({
      [`${recorded(ratioOf(objective, window))} / ${objective.budget}`]: `over ${window}, {{namespace}}`,
    });
    return graph({
      title: `${objective.name}: how fast the budget burns`,
      description: `At 1, the budget lasts for 30 days. 14.4 over an hour, or 6 over six hours, is an alert (${objective.name}BudgetBurn).`,
      unit: 'none',
      lines: { ...burn('5m'), ...burn('1h'), ...burn('6h') },
      width: 12,
    } satisfies Graph);
  });
