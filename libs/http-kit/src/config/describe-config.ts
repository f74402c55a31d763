import type { Setting, Settings } from './setting.ts';

export interface SettingRow {
  readonly name: string;
  readonly type: string;
  /** As an operator would write it; `required`, or empty for none. */
  readonly default: string;
  readonly description: string;
}

/**
 * Tells every variable of a service.
 *
 * @returns a row for each setting, in order
 */
export function describeConfig(settings: Settings): readonly SettingRow[] {
  return Object.entries(settings).map(([name, setting]) => ({
    name,
    type: setting.type,
    default: defaultOf(setting),
    description: setting.description,
  }));
}

function defaultOf(setting: Setting): string {
  if (setting.required) return 'required';
  return setting.default ?? '';
}

/**
 * Lays the variables out as text for a terminal, two lines each.
 *
 * @param name the service
 * @param settings its settings, the base ones included
 */
export function formatHelp(name: string, settings: Settings): string {
  const rows = describeConfig(settings);
  const width = Math.max(...rows.map((row) => row.name.length));
  const lines = rows.map((row) => {
    const value = row.default === '' ? '' : `  [${row.default}]`;
    return `  ${row.name.padEnd(width)}  ${row.type}${value}\n  ${' '.repeat(width)}    ${row.description}`;
  });
  return `${name}: settings, read from the environment (name, type, [default], meaning)\n\n${lines.join('\n')}\n`;
}
