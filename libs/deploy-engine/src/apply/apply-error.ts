/** What a release holds cannot be applied: the same will be so when it is tried again. */
export class ApplyError extends Error {
  override readonly name = 'ApplyError';
}
