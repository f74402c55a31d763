import packet, { type Answer, type DecodedPacket, type Question } from 'dns-packet';

import type { DnsAnswer } from './start-dns-server.ts';

/** Resolvers ask one question each. */
export interface Query {
  readonly id: number;
  readonly question: Question;
}

const RCODES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

/** Reads a question; none in what is no DNS. */
export function readQuery(message: Buffer): Query | undefined {
  try {
    const { id, questions } = packet.decode(message) as DecodedPacket & { readonly id: number };
    const question = questions?.[0];
    return question && { id, question: { ...question, name: question.name.toLowerCase() } };
  } catch {
    return undefined;
  }
}

/** @param cut whether the answer is left out, and the resolver told to ask by TCP */
export function replyTo({ id, question }: Query, answer: DnsAnswer, cut: boolean): Buffer {
  const rcode = answer.error === undefined ? 0 : RCODES[answer.error];
  const truncation = cut ? packet.TRUNCATED_RESPONSE : 0;
  return packet.encode({
    type: 'response',
    id,
    flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | truncation | rcode,
    questions: [question],
    answers: cut ? [] : recordsOf(answer, question),
  });
}

function recordsOf({ addresses = [], cname }: DnsAnswer, { type, name }: Question): Answer[] {
  const alias: Answer[] = cname === undefined ? [] : [{ type: 'CNAME', name, ttl: 0, data: cname }];
  const found = addresses
    .map((data) => ({ type: data.includes(':') ? 'AAAA' : 'A', name: cname ?? name, ttl: 0, data }) as const)
    .filter((address) => address.type === type);
  return [...alias, ...found];
}
