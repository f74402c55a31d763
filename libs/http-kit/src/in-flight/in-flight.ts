/** Things that are in flight: calls, connections. */
export interface InFlight<Thing> {
  /** Adds a thing. @returns what is to be called when it is over */
  readonly add: (thing: Thing) => () => void;
  readonly all: () => readonly Thing[];
}

interface Slot<Thing> {
  thing: Thing | undefined;
}

/**
 * Keeps things that come and go with each request.
 *
 * A Set of the things themselves keeps some that are long over, and each with all that it refers to. As things come and go, V8 moves a Set
 * to a new table again and again. The table before still refers to what it held then, and to the table after it: once one of them is in
 * the old generation, none of those after it is given back before that is collected as a whole. Here, of what is over, a table holds no
 * more than an empty slot. (An array of one would not do: emptied, it leaves its elements behind, which still refer to the thing.)
 */
export const createInFlight = <Thing>(): InFlight<Thing> => {
  const slots = new Set<Slot<Thing>>();
  return {
    add: (thing) => {
      const slot: Slot<Thing> = { thing };
      slots.add(slot);
      return () => {
        slot.thing = undefined;
        slots.delete(slot);
      };
    },
    all: () => Array.from(slots, ({ thing }) => thing as Thing), // those that are empty are not among them
  };
};
