import { listenForDns } from './listen-for-dns.ts';
import { readQuery, replyTo } from './reply-to.ts';

/** What a name resolves to: IPv4 and IPv6 addresses, another name, an error, or nothing at all. */
export interface DnsAnswer {
  readonly addresses?: readonly string[];
  readonly cname?: string;
  readonly error?: 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
  /** Takes the question and never answers. */
  readonly silent?: boolean;
  /** Says by UDP that the answer does not fit, so that the resolver asks again by TCP. */
  readonly truncated?: boolean;
}

/** An answer, or one for each time the name is asked for (each type counts for itself); the last one stays. */
export type DnsRecord = DnsAnswer | readonly DnsAnswer[];

export interface DnsServer extends AsyncDisposable {
  /** `127.0.0.1:port`, as resolvers take it. */
  readonly server: string;
  readonly address: string;
  readonly port: number;
  /** What was asked, in order: `A example.test`. */
  readonly queries: readonly string[];
  /** Adds or replaces a name; a list of answers begins anew. */
  set(name: string, record: DnsRecord): void;
  /** May be called again. */
  close(): Promise<void>;
}

interface Entry {
  readonly answers: readonly DnsAnswer[];
  /** How often each type was asked for. */
  readonly asked: Map<string, number>;
}

/**
 * A DNS server, by UDP and TCP, that answers what it is told to. What is no DNS gets no answer.
 *
 * @param records by name, in any case and without a dot at the end; `*` is every other name, which else does not exist (NXDOMAIN)
 */
export async function startDnsServer(records: Readonly<Record<string, DnsRecord>> = {}): Promise<DnsServer> {
  const table = new Map<string, Entry>();
  const queries: string[] = [];
  const set = (name: string, record: DnsRecord): void => {
    table.set(name.toLowerCase(), { answers: [record].flat(), asked: new Map() });
  };
  for (const [name, record] of Object.entries(records)) set(name, record);

  const { port, close } = await listenForDns((message, transport) => {
    const query = readQuery(message);
    if (!query) return undefined;
    const { type, name } = query.question;
    queries.push(`${type} ${name}`);
    const answer = nextAnswer(table.get(name) ?? table.get('*'), type);
    if (answer.silent === true) return undefined;
    return replyTo(query, answer, transport === 'udp' && answer.truncated === true);
  });
  return {
    server: `127.0.0.1:${port}`,
    address: '127.0.0.1',
    port,
    queries,
    set,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function nextAnswer(entry: Entry | undefined, type: string): DnsAnswer {
  if (!entry) return { error: 'NXDOMAIN' };
  const times = entry.asked.get(type) ?? 0;
  entry.asked.set(type, times + 1);
  return entry.answers[Math.min(times, entry.answers.length - 1)] ?? {};
}
