/**
 * Does something for each of a list, for a few at a time.
 *
 * @param few how many at a time
 * @returns the outcomes, in the order of the list
 * @throws the first error; what has not begun does not begin any more
 */
export async function mapFew<In, Out>(
  items: readonly In[],
  few: number,
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const outcomes: Out[] = [];
  const entries = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) {
      if (failed) return;
      outcomes[index] = await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: few }, worker));
  return outcomes;
}
