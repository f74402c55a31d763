import type { Example, FieldAgreement } from './agreement.ts';
import type { ShadowReport } from './shadow-report.ts';

/** A report for a terminal. */
export function reportText(report: ShadowReport): string {
  const { service, baseline, candidate, agreement, agree, passed } = report;
  const { requests, agreed, percent, fields, examples, latency } = agreement;
  const parted = fields.filter((field) => field.agreed < field.compared);
  const width = Math.max(0, ...parted.map(({ field }) => field.length));
  return [
    `${service}: ${candidate} beside ${baseline}`,
    `${requests} requests, ${agreed} answers agree: ${shareOf(percent)}; wanted: ${agree} %`,
    `Median ${latency.candidate.p50.toFixed(1)} ms, ${ratio(latency.candidate.p50, latency.baseline.p50)}; ` +
      `99 % within ${latency.candidate.p99.toFixed(1)} ms, ${ratio(latency.candidate.p99, latency.baseline.p99)}`,
    ...(parted.length === 0 ? [] : ['', 'Fields that differ:', ...parted.map((field) => lineOf(field, width))]),
    ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.flatMap(linesOf)]),
    '',
    passed ? '✓ They agree.' : '✗ They do not agree enough: see the examples.',
  ].join('\n');
}

/** Two digits tell 99.95 % from 100 %, and nothing is rounded up to all. */
export const shareOf = (percent: number): string => `${(Math.floor(percent * 100) / 100).toFixed(2)} %`;

const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)} of the baseline's`;

const lineOf = ({ field, compared, agreed }: FieldAgreement, width: number): string =>
  `  ${field.padEnd(width)}  ${shareOf((100 * agreed) / compared)} of ${compared}`;

const linesOf = ({ line, at, baseline, candidate }: Example): readonly string[] => [
  `  ${at}  (${line})`,
  `    baseline   ${baseline ?? 'nothing'}`,
  `    candidate  ${candidate ?? 'nothing'}`,
];
