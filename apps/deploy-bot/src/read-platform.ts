import { parse } from 'yaml';
import { z } from 'zod';

import { ConfigError } from '@exemplar/http-kit';

import { readTextFile } from './read-text-file.ts';

/** What of `k8s/platform.yaml` is of use here; `npx nx sync:check` looks at the rest. */
const platformSchema = z.object({
  repository: z.url(),
  registry: z.string(),
  environments: z
    .record(
      z.string(),
      z.object({
        namespace: z.string(),
        context: z.string().optional(),
        prometheus: z.url().optional(),
        dashboards: z.url().optional(),
        logs: z.url().optional(),
      }),
    )
    .refine((environments) => Object.keys(environments).length > 0, 'there is no environment'),
});

export type Platform = z.infer<typeof platformSchema>;

/**
 * Reads where environments are.
 *
 * @throws ConfigError that names PLATFORM_FILE
 */
export function readPlatform(file: string): Platform {
  const text = readTextFile('PLATFORM_FILE', file);
  try {
    return platformSchema.parse(parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new ConfigError(
      'PLATFORM_FILE',
      `PLATFORM_FILE: ${file} does not say where environments are: ${why.replaceAll(/\s+/g, ' ')}`,
    );
  }
}
