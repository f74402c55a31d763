import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { z } from 'zod';

import { readManifests } from '../../manifests/manifest-text.ts';
import { group, type Subject } from '../standard.ts';

const alertSchema = z.object({
  alert: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
const specSchema = z.object({ groups: z.array(z.object({ rules: z.array(z.unknown()) })) });

type Alert = z.output<typeof alertSchema>;

const SEVERITIES = ['page', 'ticket'];
const REMEDY = 'npx nx sync makes the rules anew.';

function gather({ files, service }: Subject): { readonly file: string; readonly alerts: readonly Alert[] } {
  const file = `k8s/observability/${service.name}.rules.yaml`;
  const text = files.read(file, 'utf-8');
  if (text === null) throw new Error(`${file} is missing. ${REMEDY}`);
  const rules = readManifests(text)
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((object) => specSchema.parse((object as { readonly spec?: unknown }).spec).groups)
    .flatMap((one) => one.rules);
  return { file, alerts: rules.flatMap((rule) => alertSchema.safeParse(rule).data ?? []) };
}

function flaw({ alert, labels, annotations }: Alert, workspaceRoot: string): string | null {
  if (!SEVERITIES.includes(labels.severity ?? ''))
    return `${alert} has no severity: ${SEVERITIES.join(' or ')}. ${REMEDY}`;
  if (!annotations.summary) return `${alert} has no summary. ${REMEDY}`;
  const runbook = `docs/runbooks/${basename(annotations.runbook_url ?? `${alert}.md`)}`;
  return existsSync(join(workspaceRoot, runbook))
    ? null
    : `${alert}: ${runbook} is missing. Write what to look at and do.`;
}

/** What wakes people up. */
export const alerts = group(gather, [
  {
    id: 'alerts',
    title: 'Alerts',
    means: 'There are alerts that page and that open tickets, each with a sentence and a runbook.',
    requiredFromTier: 2,
    check: ({ file, alerts: all }, { workspaceRoot }) => {
      const absent = SEVERITIES.find((severity) => !all.some(({ labels }) => labels.severity === severity));
      const [first] = all.flatMap((alert) => flaw(alert, workspaceRoot) ?? []);
      return first ?? (absent === undefined ? null : `${file} has no alert of severity ${absent}. ${REMEDY}`);
    },
  },
]);
