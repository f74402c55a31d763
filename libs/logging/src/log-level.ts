/** winston's npm levels, most severe first. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export const LEVEL_NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  LOG_LEVELS.map((level, number) => [level, number]),
);
