import { ConfigError } from './config-error.ts';
import type { Config, Setting, Settings } from './setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

interface Wrong {
  readonly variable: string;
  readonly message: string;
}

/** Longer values are cut in messages. */
const SHOWN_CHARACTERS = 60;

/**
 * Reads the settings from the environment. Variables that no setting names are ignored.
 *
 * @param settings what to read, by variable name
 * @param env such as `process.env`; an empty value counts as unset
 * @throws ConfigError that names every wrong variable in one line
 */
export function readConfig<S extends Settings>(settings: S, env: Environment): Config<S> {
  const values: Record<string, unknown> = {};
  const wrong: Wrong[] = [];
  for (const [name, setting] of Object.entries(settings)) readSetting(name, setting, env[name], values, wrong);
  const [first] = wrong;
  if (first !== undefined) throw new ConfigError(first.variable, wrong.map(({ message }) => message).join('; '));
  return values as Config<S>; // every setting has put its value there
}

function readSetting(
  variable: string,
  setting: Setting,
  given: string | undefined,
  values: Record<string, unknown>,
  wrong: Wrong[],
): void {
  const text = given === undefined || given === '' ? setting.default : given;
  if (text === undefined) {
    if (setting.required) wrong.push({ variable, message: `${variable} must be set: ${setting.type}` });
    values[variable] = undefined;
    return;
  }
  const result = setting.schema.safeParse(text);
  if (result.success) values[variable] = result.data;
  else wrong.push({ variable, message: `${variable} must be ${setting.type}, not ${shown(setting, text)}` });
}

function shown({ secret }: Setting, text: string): string {
  if (secret) return `what it is (a secret of ${text.length} characters)`;
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);
}
