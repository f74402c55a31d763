/** Things that are in flight: calls, connections. */
export interface InFlight<Thing> {
  /** Adds a thing. @returns what is to be called when it is over */
  readonly add: (thing: Thing) => () => void;
  readonly all: () => readonly Thing[];
}

/**
 * Keeps things that come and go with each request.
 *
 * A Set of the things themselves keeps some that are long over, and each with all that it refers to. As things come and go, V8 moves a Set
 * to a new table again and again. The table before still refers to what it held then, and to the table after it: once one of them is in
 * the old generation, none of those after it is given back before that is collected as a whole. Here, of what is over, a table holds no
 * more than an empty list.
 */
export const createInFlight = <Thing>(): InFlight<Thing> => {
  const lists = new Set<Thing[]>();
  return {
    add: (thing) => {
      const list = [thing];
      lists.add(list);
      return () => {
        list.length = 0;
        lists.delete(list);
      };
    },
    all: () => [...lists].flatMap((list) => list),
  };
};
