import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { Failure } from '../program/failure.ts';
import { MINUTES } from './go-on.ts';

/** Of a PrometheusRule, what Prometheus itself reads. */
const rulesSchema = z.object({
  spec: z.object({ groups: z.array(z.looseObject({ name: z.string(), rules: z.array(z.unknown()) })) }),
});

const fired = (until: string): string => `count_over_time(ALERTS{alertstate="firing"}[${MINUTES.trouble}m]${until})`;

/** What fires once it lasts, and did not before. */
const NEW = `${fired('')} unless ${fired(` offset ${MINUTES.trouble}m`)}`;

export interface Asked {
  /** The text of a PrometheusRule. */
  readonly rules: string;
  /** Of `goOn`. */
  readonly series: Readonly<Record<string, string>>;
  /** Where promtool is, as in `PATH`. */
  readonly path: string;
}

/**
 * Asks Prometheus' own engine which alerts fire within an hour of trouble, and did not before it.
 *
 * @returns their names
 * @throws Failure where promtool does not take what it is given
 */
export function firingAlerts({ rules, series, path }: Asked): readonly string[] {
  const { groups } = rulesSchema.parse(parse(rules)).spec;
  const text = JSON.stringify({ groups });
  const test = {
    rule_files: ['rules.yaml'],
    group_eval_order: groups.map(({ name }) => name), // else it is by chance
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series)
          .filter(([name]) => text.includes(nameOf(name)))
          .map(([name, values]) => ({ series: name, values })),
        // nothing is expected, so what it complains of is what fires
        promql_expr_test: [{ expr: NEW, eval_time: `${MINUTES.usual + MINUTES.trouble - 1}m`, exp_samples: [] }],
      },
    ],
  };
  return namesIn(complaintOf(text, JSON.stringify(test), path));
}

const nameOf = (series: string): string => series.slice(0, series.indexOf('{'));

function complaintOf(rules: string, test: string, path: string): string {
  const cwd = mkdtempSync(join(tmpdir(), 'drill-'));
  try {
    writeFileSync(join(cwd, 'rules.yaml'), rules);
    writeFileSync(join(cwd, 'test.yaml'), test);
    const words = ['test', 'rules', 'test.yaml'];
    const { status, stdout, stderr } = spawnSync('promtool', words, { cwd, env: { PATH: path }, encoding: 'utf8' });
    return status === 0 ? '' : stdout + stderr;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function namesIn(complaint: string): readonly string[] {
  if (complaint === '') return [];
  const names = [...complaint.matchAll(/\balertname="(\w+)"/g)].map(([, name]) => String(name));
  if (names.length === 0)
    throw new Failure(`promtool does not take what the service tells of itself: ${complaint.trim()}`);
  return [...new Set(names)].sort();
}
