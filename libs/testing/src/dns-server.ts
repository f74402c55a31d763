import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import packet, { type Answer, type DecodedPacket, type Packet, type Question } from 'dns-packet';

/** What a name resolves to: IPv4 and IPv6 addresses, another name, an error, or nothing at all. */
export interface DnsAnswer {
  readonly addresses?: readonly string[];
  readonly cname?: string;
  /** NXDOMAIN, SERVFAIL, REFUSED. */
  readonly error?: 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
  /** Takes the question and never answers. */
  readonly silent?: boolean;
}

/** An answer, or one for each time the name is asked for; the last one stays. */
export type DnsRecord = DnsAnswer | readonly DnsAnswer[];

export interface DnsServer extends AsyncDisposable {
  /** `127.0.0.1:port`, as resolvers take it. */
  readonly server: string;
  readonly address: string;
  readonly port: number;
  /** What was asked: `A example.test`. */
  readonly queries: readonly string[];
  set(name: string, record: DnsRecord): void;
  close(): Promise<void>;
}

/** Resolvers ask one question each. */
interface Query {
  readonly id: number;
  readonly questions: readonly [Question];
}

const RCODES: Readonly<Record<string, number>> = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

/**
 * A DNS server on UDP that answers what it is told to.
 *
 * @param records by name, without a dot at the end; a name that is not there does not exist (NXDOMAIN)
 */
export async function startDnsServer(records: Readonly<Record<string, DnsRecord>> = {}): Promise<DnsServer> {
  const table = new Map(Object.entries(records));
  const asked = new Map<string, number>();
  const queries: string[] = [];
  const socket = createSocket('udp4');

  const answerFor = (type: string, name: string): DnsAnswer => {
    const record = [table.get(name) ?? { error: 'NXDOMAIN' as const }].flat();
    const key = `${type} ${name}`;
    const times = asked.get(key) ?? 0;
    asked.set(key, times + 1);
    queries.push(key);
    return record[Math.min(times, record.length - 1)] ?? {};
  };

  socket.on('message', (message, client) => {
    const { id, questions } = packet.decode(message) as DecodedPacket & Query;
    const [question] = questions;
    const name = question.name.toLowerCase();
    const answer = answerFor(question.type, name);
    if (answer.silent === true) return;
    const reply: Packet = {
      type: 'response',
      id,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (RCODES[answer.error ?? ''] ?? 0),
      questions: [question],
      answers: recordsOf(answer, question.type, name),
    };
    socket.send(packet.encode(reply), client.port, client.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();

  const close = async (): Promise<void> => {
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  };
  return {
    server: `127.0.0.1:${port}`,
    address: '127.0.0.1',
    port,
    queries,
    set: (name, record) => {
      table.set(name, record);
      for (const type of ['A', 'AAAA']) asked.delete(`${type} ${name}`);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function recordsOf({ addresses = [], cname }: DnsAnswer, type: string, name: string): Answer[] {
  const owner = cname ?? name;
  const alias: Answer[] = cname === undefined ? [] : [{ type: 'CNAME', name, ttl: 0, data: cname }];
  const wanted = addresses.filter((address) => (type === 'AAAA') === address.includes(':'));
  return [...alias, ...wanted.map((data) => ({ type: type as 'A', name: owner, ttl: 0, data }))];
}
