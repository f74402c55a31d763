/** The first of those with one URL, in order, and at most so many. */
export const uniqueByUrl = <T extends { readonly url: string }>(list: readonly T[], limit: number): T[] => {
  const byUrl = new Map<string, T>();
  for (const one of list) {
    if (byUrl.size >= limit) break;
    if (!byUrl.has(one.url)) byUrl.set(one.url, one);
  }
  return [...byUrl.values()];
};
