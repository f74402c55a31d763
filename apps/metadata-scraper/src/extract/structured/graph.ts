import { isThing, type JsonThing, listOf, stringsOf, typesOf } from './things.ts';

export interface Node {
  readonly thing: JsonThing;
  readonly types: readonly string[];
  /** The property whose value it is; '' for a block's own things and the members of a @graph. */
  readonly role: string;
}

export interface Graph {
  /** All things of all blocks, in document order. */
  readonly nodes: readonly Node[];
  /** A reference (`{"@id": …}`) becomes what it refers to; anything else stays. */
  readonly resolve: (value: unknown) => unknown;
}

const MAX_NODES = 5000;

/** Remembers things by their @id; of several with one, the one that says most. */
const indexIds = () => {
  const byId = new Map<string, JsonThing>();
  return {
    find: (id: string | undefined): JsonThing | undefined => (id === undefined ? undefined : byId.get(id)),
    add: (thing: JsonThing): void => {
      const [id] = stringsOf(thing['@id']);
      if (id === undefined) return;
      const known = byId.get(id);
      if (known === undefined || Object.keys(known).length < Object.keys(thing).length) byId.set(id, thing);
    },
  };
};

const makeGraph = (blocks: readonly object[]): Graph => {
  const nodes: Node[] = [];
  const seen = new Set<unknown>();
  const ids = indexIds();

  const visit = (value: unknown, role: string): void => {
    if (!isThing(value) || seen.has(value) || nodes.length >= MAX_NODES) return;
    seen.add(value);
    ids.add(value);
    nodes.push({ thing: value, types: typesOf(value), role });
    for (const key of Object.keys(value)) {
      const inner = value[key];
      if (typeof inner !== 'object') continue;
      for (const one of listOf(inner)) visit(one, key === '@graph' ? '' : key);
    }
  };
  for (const block of blocks) for (const one of listOf(block)) visit(one, '');

  const resolve = (value: unknown): unknown =>
    isThing(value) ? (ids.find(stringsOf(value['@id'])[0]) ?? value) : value;
  return { nodes, resolve };
};

/** Most pages use one syntax of several. */
const EMPTY = makeGraph([]);

/** Makes one graph of the blocks of a page. Blocks that are nested deeply are the caller's to leave out. */
export const graphOf = (blocks: readonly object[]): Graph => (blocks.length === 0 ? EMPTY : makeGraph(blocks));
