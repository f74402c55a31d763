/** What the parent told this process when it started it. */
export const optionsOf = (): unknown => JSON.parse(process.argv[2] ?? 'null');

/** Says that this process is ready, and answers the parent's questions from then on. */
export function answerParent(ready: object, answer: (question: unknown) => unknown): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question)).then((value) => process.send?.(value));
  });
  process.on('disconnect', () => process.exit()); // the parent is no more
  process.send?.(ready);
}
