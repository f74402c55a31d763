import type { Drill, Outcome } from './drill-row.ts';
import { tellingLine } from './telling-line.ts';

/** What became of a drill. */
export interface Report {
  readonly name: string;
  readonly does: string;
  /** Whether nothing was lost; also where the drill does not apply. */
  readonly passed: boolean;
  readonly lost: string;
  readonly recovered: string;
  readonly logged: string;
  /** What fires where the trouble lasts, by the service's own rules. */
  readonly alert: string;
}

type Result =
  | { readonly pointless: string }
  | { readonly failure: string; readonly printed: readonly string[] }
  | { readonly outcome: Outcome; readonly printed: readonly string[]; readonly alert: string };

export function reportOf({ name, does }: Drill, result: Result): Report {
  const nothing = { recovered: '–', logged: '–', alert: '–' };
  if ('pointless' in result) {
    return { name, does, passed: true, lost: `does not apply: ${result.pointless}`, ...nothing };
  }
  const cameErrors = 'outcome' in result && Object.keys(result.outcome.tally.refused).length > 0;
  const logged = tellingLine(result.printed, cameErrors) ?? 'nothing';
  if ('failure' in result) return { ...nothing, name, does, passed: false, lost: result.failure, logged };
  const { outcome, alert } = result;
  const { tally, recoveredMs } = outcome;
  const recovered = recoveredMs < 1000 ? `${Math.ceil(recoveredMs)} ms` : `${(recoveredMs / 1000).toFixed(1)} s`;
  const passed = Object.keys(tally.lost).length === 0 && tally.asked > 0;
  return { name, does, passed, lost: lostOf(tally), recovered, logged, alert };
}

function lostOf({ asked, refused, lost }: Outcome['tally']): string {
  const counted = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([what, count]) => `${count} × ${what}`)
      .join(', ');
  const nothing = Object.keys(lost).length === 0;
  const what = nothing ? `nothing of ${asked}` : `of ${asked}: ${counted(lost)}`;
  return Object.keys(refused).length === 0 ? what : `${what}; meanwhile ${counted(refused)}`;
}

const COLUMNS = { name: 'drill', lost: 'lost', recovered: 'recovered in', alert: 'alert', logged: 'logged' } as const;

/** A table for a terminal. */
export function reportText(reports: readonly Report[]): string {
  const keys = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const rows = [COLUMNS, ...reports].map((row) => keys.map((key) => row[key]));
  const widths = keys.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(Number(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
