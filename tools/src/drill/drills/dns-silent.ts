import type { Outcome, Subject } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { preload } from '../preload.ts';
import { underTrouble } from '../under-trouble.ts';

/** Resolvers ask again for some seconds: a silence that is shorter is not noticed. Pauses. */
const LONG = 3;

type Names = NonNullable<Subject['mix']['drills']['names']>;

/** Names are no longer told, without a word; then they are again. */
export async function dnsSilent(stage: Stage, { server, requests, silence }: Names): Promise<Outcome> {
  const instance = await stage.start({ nodeOptions: preload('ask-dns-server'), env: { DRILL_DNS_SERVER: server } });
  await stage.recovered(instance, 0, requests); // else names would not be told before either
  return underTrouble(stage, {
    instance,
    requests: [...stage.mix.requests, ...requests],
    tolerated: [502, 504],
    begin: async () => {
      const speak = silence();
      for (let pauses = 0; pauses < LONG; pauses += 1) await stage.pause();
      return speak;
    },
  });
}
