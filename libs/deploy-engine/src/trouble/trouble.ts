/** What may keep a release from being live. */
export const TROUBLE_CODES = [
  'image-not-found',
  'image-pull-denied',
  'image-pull-failed',
  'config-missing',
  'container-refused',
  'crashed',
  'out-of-memory',
  'evicted',
  'probe-failing',
  'unschedulable',
  'quota',
  'pods-refused',
  'init-container',
  'deadline',
  'slo',
  'apply-refused',
  'registry',
  'interrupted',
  'internal',
] as const;

export type TroubleCode = (typeof TROUBLE_CODES)[number];

/** Why a release is not live, as a person would look for it. */
export interface Trouble {
  readonly code: TroubleCode;
  /** For people: what is wrong, with which value. */
  readonly sentence: string;
  /** The last lines that the container printed, where they tell more. */
  readonly logs?: readonly string[];
}
