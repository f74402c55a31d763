/** Conditions of what stands in a manifest, whatever that may be. */
export const is =
  (wanted: unknown) =>
  (value: unknown): boolean =>
    value === wanted;

export const atLeast =
  (least: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value >= least;

export const atMost =
  (most: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value <= most;

/** Whether a map of strings holds all of these. */
export const holds = (wanted: Readonly<Record<string, string>>, value: unknown): boolean => {
  const map = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([key, text]) => map[key] === text);
};
