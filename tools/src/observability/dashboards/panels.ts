import { ReduceDataOptionsBuilder, StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** The Prometheus that is chosen at the top of a dashboard. */
export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** From which value on which colour holds; the first has none. */
export type Steps = readonly (readonly [from: number | null, color: 'green' | 'yellow' | 'red'])[];

interface Panel {
  readonly title: string;
  /** What is seen, and when it is bad: shown at the panel's corner. */
  readonly description: string;
  /** One of `@grafana/grafana-foundation-sdk/units`. */
  readonly unit: string;
  /** By the query, what a line is called: `{{route}}`. */
  readonly lines: Readonly<Record<string, string>>;
  /** Of the 24 columns. */
  readonly width: number;
}

export interface Graph extends Panel {
  /** Whether the lines add up to something. */
  readonly stacked?: boolean;
  readonly max?: number;
}

export interface Stat extends Panel {
  readonly steps: Steps;
}

const GRAPH_HEIGHT = 8;
const STAT_HEIGHT = 5;

const queries = (lines: Panel['lines']): readonly DataqueryBuilder[] =>
  Object.entries(lines).map(([expr, name], index) =>
    new DataqueryBuilder()
      .expr(expr)
      .legendFormat(name)
      .refId(String.fromCharCode('A'.charCodeAt(0) + index)),
  );

/** Lines over time. */
export function graph({ title, description, unit, lines, width, stacked = false, max }: Graph): TimeSeriesBuilder {
  const panel = new TimeSeriesBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .min(0)
    .span(width)
    .height(GRAPH_HEIGHT)
    .fillOpacity(stacked ? 30 : 0)
    .stacking(new StackingConfigBuilder().mode(stacked ? StackingMode.Normal : StackingMode.None))
    .targets([...queries(lines)]);
  return max === undefined ? panel : panel.max(max);
}

/** What holds now, as a number in a colour. */
export const stat = ({ title, description, unit, lines, width, steps }: Stat): StatBuilder =>
  new StatBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .span(width)
    .height(STAT_HEIGHT)
    .noValue('–')
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(thresholds(steps))
    .targets(queries(lines).map((query) => query.instant()));

/** A query whose series, as they are now, are the rows of a table. */
export const tableQuery = (refId: string, expr: string): DataqueryBuilder =>
  new DataqueryBuilder().refId(refId).expr(expr).instant().format(PromQueryFormat.Table);

export const thresholds = (steps: Steps): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color]): Threshold => ({ value, color })));
