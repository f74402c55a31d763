import { type Connection, openConnection } from './connection.ts';

/** Connections that are kept from one load to the next. */
export interface Clients extends Disposable {
  /**
   * Each asks again as soon as it is answered.
   *
   * @param path the path of the next request
   * @param end asked before each request
   * @returns how many answers came
   * @throws an Error where one was not a 200
   */
  readonly load: (path: () => string, end: () => boolean) => Promise<number>;
}

export function openClients(base: string, count: number): Clients {
  const clients = Array.from({ length: count }, () => openConnection(base));
  return {
    load: async (path, end) => {
      const counts = await Promise.all(clients.map((client) => askOn(client, path, end)));
      return counts.reduce((total, answers) => total + answers, 0);
    },
    [Symbol.dispose]: () => {
      for (const client of clients) client.close();
    },
  };
}

async function askOn(client: Connection, path: () => string, end: () => boolean): Promise<number> {
  let count = 0;
  for (; !end(); count += 1) {
    const asked = path();
    const { status } = await client.ask(asked);
    if (status !== 200) throw new Error(`${asked} was answered with ${status || 'a cut connection'}, not with 200.`);
  }
  return count;
}

/** An end after so many milliseconds from now. */
export function after(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}
