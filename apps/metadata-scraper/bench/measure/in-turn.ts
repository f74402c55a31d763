/**
 * Measures contestants in turn, forth and back (A B C, C B A, …), so that whatever drifts meanwhile drifts for all alike.
 *
 * @returns the values of each, one a round
 */
export async function inTurn<Name extends string, Value>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name) => Promise<Value>,
): Promise<Readonly<Record<Name, readonly Value[]>>> {
  const values = Object.fromEntries(names.map((name) => [name, [] as Value[]])) as Record<Name, Value[]>;
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) values[name].push(await measure(name));
  }
  return values;
}
