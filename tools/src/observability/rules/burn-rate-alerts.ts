import type { Service } from '../../descriptor/service-schema.ts';
import type { Alert } from './alert.ts';
import { type Objective, objectivesOf } from './objectives.ts';
import { countOf, type LongWindow, ratioOf, type Window } from './recording-rules.ts';
import { ofService, series } from './series.ts';

interface Burn {
  /** How many times as fast as it may the budget goes: at 1, it lasts 30 days. */
  readonly factor: number;
  readonly long: LongWindow;
  /** Over this time it has to go as fast too, so that the alert ends soon after its cause. */
  readonly short: Window;
  readonly urgency: Alert['urgency'];
}

/** Site Reliability Workbook, chapter 5, table 5-8: https://sre.google/workbook/alerting-on-slos/. */
const BURNS: readonly Burn[] = [
  { factor: 14.4, long: '1h', short: '5m', urgency: 'page' },
  { factor: 6, long: '6h', short: '30m', urgency: 'page' },
  { factor: 1, long: '3d', short: '6h', urgency: 'ticket' },
];

/** The time that a budget is for. */
const DAYS = 30;

/** No more than all requests can be bad: where the budget is large, a multiple of it is out of reach. */
const MOST = 0.9;

/** As few bad requests say nothing, whatever share they are: at night there may be ten in an hour. */
const FLOOR = 10;

/** The alerts that tell that a budget of errors, or of slow answers, burns too fast. */
export const burnRateAlerts = (service: Service): readonly Alert[] =>
  objectivesOf(service).flatMap((objective) => BURNS.map((burn) => burnRateAlert(service, objective, burn)));

/** Without the dust of binary fractions. */
const exact = (value: number): number => Number(value.toPrecision(6));

function burnRateAlert({ name }: Service, objective: Objective, { factor, long, short, urgency }: Burn): Alert {
  const { budget, promise, verb } = objective;
  const of = (record: string): string => series(record, ofService(name));
  const limit = exact(Math.min(factor * budget, MOST));
  const lasts = ((DAYS * budget) / limit).toFixed(1);
  const [longRatio, shortRatio] = [of(ratioOf(objective, long)), of(ratioOf(objective, short))];
  return {
    alert: `${objective.name}BudgetBurn`,
    urgency,
    expr: `${longRatio} > ${limit} and ${shortRatio} > ${limit} and ${longRatio} * ${of(countOf(long))} >= ${FLOOR}`,
    labels: { window: long },
    summary: `{{ $value | humanizePercentage }} of the requests to ${name} in {{ $labels.namespace }} ${verb} within ${long}.`,
    description: `${promise}. More than ${exact(limit * 100)} % are not, over ${long} and over ${short}. At that rate, what 30 days may bring is used up in ${lasts} days.`,
  };
}
