/**
 * How the scraper introduces itself to whom.
 *
 * @param usual to all others
 * @param byHost by host name, in lower case; names below a host are meant, too
 */
export function userAgents(usual: string, byHost: Readonly<Record<string, string>>): (url: URL) => string {
  const known = new Map(Object.entries(byHost));
  if (known.size === 0) return () => usual;
  return ({ hostname }) => {
    const labels = hostname.split('.');
    const named = labels
      .map((_, start) => known.get(labels.slice(start).join('.')))
      .find((agent) => agent !== undefined);
    return named ?? usual;
  };
}
