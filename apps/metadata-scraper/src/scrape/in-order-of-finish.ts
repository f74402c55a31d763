/**
 * Runs a task for each item, so many at a time, and yields what each gives as it finishes.
 *
 * When the consumer stops, tasks under way finish unseen and no other is started.
 *
 * @param run must not reject
 */
export async function* inOrderOfFinish<T, R>(
  items: readonly T[],
  concurrency: number,
  run: (item: T, index: number) => Promise<R>,
): AsyncGenerator<R> {
  const waiting = items.entries();
  const underWay = new Map<number, Promise<readonly [number, R]>>();
  const fill = (): void => {
    while (underWay.size < concurrency) {
      const { done, value } = waiting.next();
      if (done === true) return;
      const [index, item] = value;
      underWay.set(
        index,
        run(item, index).then((result) => [index, result]),
      );
    }
  };
  fill();
  while (underWay.size > 0) {
    const [index, result] = await Promise.race(underWay.values());
    underWay.delete(index);
    yield result;
    fill();
  }
}
