import { z } from 'zod';

/** One environment variable: how its text becomes a value, and what `--help` says about it. */
export interface Setting<T = unknown> {
  /** What a value has to be, as in "PORT must be …". */
  readonly type: string;
  readonly description: string;
  /** Text in, value out. */
  readonly schema: z.ZodType<T, string>;
  /** The text that stands in for an unset variable; undefined for none. */
  readonly default: string | undefined;
  /** An unset variable without a default is an error. */
  readonly required: boolean;
  /** Its value is never printed, logged or told. */
  readonly secret: boolean;
}

/** A service's settings by the names of their variables. */
export type Settings = Readonly<Record<string, Setting>>;

/** What `readConfig` makes of settings. */
export type Config<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never;
};

export interface SettingOptions {
  readonly description: string;
  readonly required?: boolean;
  readonly secret?: boolean;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** With a default, or required, there is always a value; else there may be none. */
type Made<T, O> = O extends { readonly required: true } | { readonly default: unknown }
  ? Setting<T>
  : Setting<T | undefined>;

type Make<T, D, Extra = unknown> = <const O extends SettingOptions & { readonly default?: D } & Extra>(
  options: O,
) => Made<T, O>;

/**
 * Makes a setting from a schema of one's own.
 *
 * @param schema text in, value out; its messages are shown to operators, so they must not repeat the value
 * @param type what a value has to be, as in "PORT must be …"
 * @param options `default` is the text that stands in for an unset variable
 */
function parsed<T, const O extends SettingOptions & { readonly default?: string }>(
  schema: z.ZodType<T, string>,
  type: string,
  options: O,
): Made<T, O> {
  const { description, required = false, secret = false } = options;
  // the options decide whether a value can be missing, which the compiler cannot follow
  return { type, description, schema, default: options.default, required, secret };
}

const asText = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

/** Turns the default given as a value into the text an operator would write. */
function make<T>(
  schema: z.ZodType<T, string>,
  type: string,
  options: SettingOptions & { readonly default?: T },
): never {
  const { default: value, ...rest } = options;
  return parsed(schema, type, value === undefined ? rest : { ...rest, default: asText(value) }) as never;
}

function integerSchema({ min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}

function integerType({ min = 0, max }: Bounds): string {
  return max === undefined ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`;
}

const FLAGS = { true: true, 1: true, yes: true, on: true, false: false, 0: false, no: false, off: false };

const listSchema = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

const string: Make<string, string> = (options) => make(z.string(), 'text', options);

const integer: Make<number, number, Bounds> = (options) => make(integerSchema(options), integerType(options), options);

const port: Make<number, number> = (options) =>
  make(integerSchema({ max: 65_535 }), 'a port from 0 to 65535 (0: any free one)', options);

const flag: Make<boolean, boolean> = (options) =>
  make(
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(Object.keys(FLAGS) as (keyof typeof FLAGS & string)[]))
      .transform((text) => FLAGS[text]),
    'true or false',
    options,
  );

const list: Make<readonly string[], readonly string[]> = (options) =>
  make(listSchema, 'a comma-separated list', options);

const url: Make<string, string> = (options) => make(z.url(), 'an absolute URL', options);

const secret: Make<string, string> = (options) => make(z.string(), 'text', { ...options, secret: true });

function choice<const T extends string, const O extends SettingOptions & { readonly default?: T }>(
  choices: readonly T[],
  options: O,
): Made<T, O> {
  return make(z.enum(choices), `one of ${choices.join(', ')}`, options);
}

/**
 * Makers of settings, one for each kind of value.
 *
 * Each takes `{ description, default?, required?, secret? }`. Without a default and not required, the value may be
 * undefined. An empty variable counts as unset. `integer` also takes `min` (0) and `max`.
 */
export const setting = { string, integer, port, flag, list, url, secret, choice, parsed };
