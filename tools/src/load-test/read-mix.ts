import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { z } from 'zod';

import { Failure } from '../program/failure.ts';
import type { Files } from '../workspace/files.ts';
import type { LoadOrigins } from './read-origins.ts';

/** What is the same for each request, or made of its number. */
const madeOrFixed = <T extends z.ZodType>(fixed: T) =>
  z.union([fixed, z.custom<(number: number) => z.output<T>>((value) => typeof value === 'function')]);

const requestSchema = z.strictObject({
  name: z.string().min(1),
  weight: z.number().positive(),
  method: z.string().default('GET'),
  path: madeOrFixed(z.string().startsWith('/')),
  headers: madeOrFixed(z.record(z.string(), z.string())).default({}),
  body: madeOrFixed(z.string()).optional(),
  statuses: z.array(z.int()).optional(),
  timed: z.boolean().default(true),
});

const doing = <Done extends (...given: never[]) => unknown>() => z.custom<Done>((value) => typeof value === 'function');

const drillsSchema = z.strictObject({
  heavy: z.array(requestSchema).min(1).optional(),
  interrupt: doing<() => Promise<() => Promise<void>>>().optional(),
  names: z
    .strictObject({ server: z.string(), requests: z.array(requestSchema).min(1), silence: doing<() => () => void>() })
    .optional(),
});

const mixSchema = z.strictObject({
  requests: z.array(requestSchema).min(1),
  origins: z.array(z.string()).min(1).optional(),
  hints: z.record(z.string(), z.string()).default({}),
  drills: drillsSchema.prefault({}),
  env: z.record(z.string(), z.string()).default({}),
  soakEnv: z.record(z.string(), z.string()).default({}),
  close: doing<() => Promise<void>>().optional(),
});

/** What can be closed, whatever else is wrong with it. */
const closingSchema = z.object({ close: doing<() => Promise<void>>() });

/** `LoadRequest` of `@exemplar/testing`, with its defaults. */
export type MixRequest = z.output<typeof requestSchema>;
export type Mix = z.output<typeof mixSchema>;

/**
 * Reads what a load test asks: the default export of `load/requests.ts`, or what that makes.
 *
 * @param root the service's folder, from the workspace's root
 * @param origins where what it opens is reached; default: on this machine alone
 * @throws Failure where there is none, it fails, or is no mix of requests
 */
export async function readMix(root: string, workspaceRoot: string, files: Files, origins?: LoadOrigins): Promise<Mix> {
  const file = `${root}/load/requests.ts`;
  if (files.read(file, 'utf-8') === null) {
    throw new Failure(`${file} is missing. It says what is asked; apps/metadata-scraper/load/requests.ts shows how.`);
  }
  const said = await saidIn(join(workspaceRoot, file), origins).catch((cause: unknown) => {
    throw new Failure(`${file} fails: ${String(cause)}`);
  });
  const { data, error } = mixSchema.safeParse(said);
  if (data === undefined) {
    await closingSchema.safeParse(said).data?.close(); // what it opened would keep the program from ending
    throw new Failure(`${file} is no mix of requests:\n${z.prettifyError(error)}`);
  }
  return data;
}

/** A mix whose requests have more headers: their own count where both say one. */
export function withHeaders(mix: Mix, more: Readonly<Record<string, string>>): Mix {
  const requests = mix.requests.map((request) => {
    const { headers } = request;
    const both =
      typeof headers === 'function' ? (number: number) => ({ ...more, ...headers(number) }) : { ...more, ...headers };
    return { ...request, headers: both };
  });
  return { ...mix, requests };
}

async function saidIn(file: string, origins: LoadOrigins | undefined): Promise<unknown> {
  const { default: said } = (await import(pathToFileURL(file).href)) as { readonly default: unknown };
  return typeof said === 'function' ? (said as (origins?: LoadOrigins) => unknown)(origins) : said;
}
