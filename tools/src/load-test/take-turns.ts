/**
 * Gives items in turns, each as often as its weight says and as evenly as that goes: smooth weighted round-robin, as nginx does it.
 *
 * @param items at least one
 */
export function takeTurns<Item extends { readonly weight: number }>(items: readonly Item[]): () => Item {
  const turns = items.map((item) => ({ item, credit: 0 }));
  const sum = items.reduce((total, { weight }) => total + weight, 0);
  return () => {
    for (const turn of turns) turn.credit += turn.item.weight;
    const next = turns.reduce((best, turn) => (turn.credit > best.credit ? turn : best));
    next.credit -= sum;
    return next.item;
  };
}
