import { z } from 'zod';

/** A panel of a dashboard, as far as a page shows it. */
export type Panel = z.infer<typeof panelSchema>;

const panelSchema = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string().default(''),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string().default('') })).default([]),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().default('none') }) }).optional(),
});

const dashboardSchema = z.object({ panels: z.array(panelSchema) });

/** A rate is taken over a few scrapes. */
const RATE_INTERVAL = '15s';

/** The panels of a dashboard, their queries about everything that may be chosen at its top. */
export const readPanels = (dashboard: object): readonly Panel[] =>
  dashboardSchema.parse(JSON.parse(JSON.stringify(dashboard))).panels.map(({ targets, ...panel }) => ({
    ...panel,
    targets: targets.map(({ expr, legendFormat }) => ({ expr: chosenAll(expr), legendFormat })),
  }));

const chosenAll = (query: string): string =>
  query.replaceAll('$__rate_interval', RATE_INTERVAL).replaceAll(/\$(?:namespace|instance)/g, '.*');
