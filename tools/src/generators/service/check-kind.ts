/** What to use instead of a kind that cannot be generated. */
const INSTEAD: Readonly<Record<string, string>> = {
  worker:
    'Generate one of --kind=http and start the work in `open` of its main.ts, ended by `onClose`: health, metrics and a clean end are the same.',
  cron: 'Generate one of --kind=http with a route that does the work once, and have a CronJob of your cluster call it.',
};

/** @throws Error that says what to use instead, where a kind of service cannot be generated */
export function checkKind(kind: string): void {
  if (kind === 'http') return;
  const instead = INSTEAD[kind];
  if (instead === undefined) throw new Error(`There is no kind "${kind}" of services. Use --kind=http.`);
  throw new Error(`There is no generator for a ${kind} yet. ${instead}`);
}
