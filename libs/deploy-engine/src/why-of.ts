/** What something failed of: `fetch` says that it failed, and what it stands on says why. */
export function whyOf(error: unknown): string {
  const { cause, message, code } = error as NodeJS.ErrnoException;
  if (cause !== undefined) return whyOf(cause);
  return message === '' ? String(code) : message; // Of several addresses that all failed there is only the code.
}
