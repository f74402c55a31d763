import type { z } from 'zod';

import type { Subject } from './standard.ts';

/**
 * Reads what a run of a target left in `coverage/`.
 *
 * @param name the file's name: `results.json`
 * @param target the target that writes it
 * @throws an Error that names the file and the command, where there is none or it is not whole
 */
export function readReport<Report>(
  { files, root, service }: Subject,
  name: string,
  target: string,
  schema: z.ZodType<Report>,
): Report {
  const file = `coverage/${root}/${name}`;
  const text = files.read(file, 'utf-8');
  const command = `Run npx nx ${target} ${service.name}.`;
  if (text === null) throw new Error(`${file} is missing. ${command}`);
  const { data } = schema.safeParse(parsed(text));
  if (data === undefined) throw new Error(`${file} is not a whole report. ${command}`);
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
