import { z } from 'zod';

import { SERVED } from '../serve/log-of.ts';
import { ADMIN } from '../serve/remember-ports.ts';
import { filesOn } from '../workspace/files.ts';

/** A service that runs on this machine, or did. */
export interface Found {
  readonly name: string;
  /** Of its admin port: `localhost:9000`. */
  readonly address: string;
  readonly version: string;
  /** Whether it answered when it was last asked. */
  readonly isUp: boolean;
}

export interface Finder {
  /** Looks which services there are. */
  look(): Promise<readonly Found[]>;
  /** Those of the last look. */
  found(): readonly Found[];
}

/** What `/info` of an admin port says. */
const infoSchema = z.object({ name: z.string().min(1), version: z.string() });

/** A service that is stopped in a debugger does not answer, and must not hold up the others. Milliseconds. */
const PATIENCE_MS = 1000;

/**
 * Finds services by their admin ports: those of these addresses, and those that `nx serve` runs. A service that is gone stays in the list, so
 * that its absence is seen, until the same one answers elsewhere.
 */
export function createFinder(workspaceRoot: string, addresses: readonly string[]): Finder {
  const known = new Map<string, Found>();
  const files = filesOn(workspaceRoot);
  const served = (): readonly string[] =>
    files
      .children(SERVED)
      .filter((name) => name.endsWith(ADMIN))
      .flatMap((name) => files.read(`${SERVED}/${name}`, 'utf-8') ?? []);
  const found = (): readonly Found[] =>
    [...known.values()].toSorted((a, b) => `${a.name} ${a.address}`.localeCompare(`${b.name} ${b.address}`));
  return {
    found,
    look: async () => {
      const asked = [...new Set([...addresses, ...served(), ...known.keys()])];
      await Promise.all(
        asked.map(async (address) => {
          const info = await infoOf(address);
          const before = known.get(address);
          if (info !== undefined) known.set(address, { ...info, address, isUp: true });
          else if (before !== undefined) known.set(address, { ...before, isUp: false });
        }),
      );
      const up = new Set(found().flatMap(({ name, isUp }) => (isUp ? [name] : [])));
      for (const { name, address, isUp } of found()) if (!isUp && up.has(name)) known.delete(address);
      return found();
    },
  };
}

/** @returns undefined where no service answers */
async function infoOf(address: string): Promise<z.infer<typeof infoSchema> | undefined> {
  try {
    const answer = await fetch(`http://${address}/info`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return infoSchema.parse(await answer.json());
  } catch {
    return undefined;
  }
}
