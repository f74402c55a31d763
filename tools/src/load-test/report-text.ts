import { rounded } from './judge.ts';
import type { LoadReport } from './load-report.ts';
import { PLAN_HEAD, planCells } from './pods-for.ts';

/** A report for a terminal. */
export function reportText(report: LoadReport): string {
  const { service, profile, means, target, version, origins, machine, rate, verdict, figures } = report;
  const { comparison, kinds, failures, hints, limits, pods } = report;
  const compared = Object.entries(figures).map(([name, value]) => {
    const ratio = comparison.ratios[name];
    return [name, rounded(value), ratio === undefined ? '' : `${ratio.toFixed(2)} of the last run`];
  });
  const wrong = Object.entries(failures).map(([what, count]) => `  ${count} × ${what}`);
  return [
    `${service}, ${profile}: ${means}`,
    `${target}, version ${version ?? 'unknown'}; ${machine}`,
    ...(origins === undefined ? [] : [origins]),
    `${rounded(rate.reached)} requests a second; service.yaml states ${rounded(rate.stated)} on average`,
    '',
    ...table(compared),
    comparison.words,
    '',
    ...table([
      ['request', 'right', 'wrong', 'p50 ms', 'p99 ms'],
      ...kinds.map(({ name, answered, wrong: bad, p50, p99 }) => [
        name,
        `${answered}`,
        `${bad}`,
        rounded(p50),
        rounded(p99),
      ]),
    ]),
    ...(wrong.length === 0 ? [] : ['', 'Wrong answers:', ...wrong, ...hints]),
    ...limits.flatMap(({ processes, held, steps }) => [
      '',
      `${processes === 1 ? '1 process holds' : `${processes} processes hold`} ${rounded(held)} requests a second.`,
      `  tried: ${steps.map((step) => `${rounded(step.rate)} ${step.held ? '✓' : '✗'}`).join(', ')}`,
    ]),
    ...(pods === undefined ? [] : ['', pods.words, ...table([PLAN_HEAD, ...pods.plans.map(planCells)])]),
    '',
    ...verdict.says,
  ].join('\n');
}

/** Columns, the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(Number(widths[column])) : cell.padStart(Number(widths[column])),
      )
      .join('  ')
      .trimEnd(),
  );
}
