import { connect } from 'node:net';

export interface Answer {
  /** 0 where the connection broke before the answer was complete. */
  readonly status: number;
}

/** A kept connection that carries one request at a time: no pipelining. */
export interface Connection {
  readonly open: boolean;
  readonly ask: (path: string) => Promise<Answer>;
  readonly close: () => void;
}

interface UnderWay {
  readonly resolve: (answer: Answer) => void;
  status: number;
  /** Bytes of the body still to come; NaN until the head is complete. */
  missing: number;
  head: string;
}

/**
 * As cheap as a client can be, so that it does not measure itself: the body's bytes are counted, not kept.
 *
 * @param base where the server listens; its answers have to say how long they are
 */
export function openConnection(base: string): Connection {
  const { hostname, port, host } = new URL(base);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let open = true;
  let underWay: UnderWay | undefined;

  const settle = (status: number): void => {
    const { resolve } = underWay ?? {};
    underWay = undefined;
    resolve?.({ status });
  };
  const lose = (): void => {
    open = false;
    socket.destroy();
    settle(0);
  };
  socket.on('error', lose);
  socket.on('close', lose);
  socket.on('data', (chunk) => {
    if (underWay === undefined) return;
    read(underWay, chunk);
    if (underWay.missing <= 0) settle(underWay.status);
  });
  return {
    get open() {
      return open;
    },
    ask: (path) =>
      new Promise((resolve) => {
        underWay = { resolve, status: 0, missing: Number.NaN, head: '' };
        if (open) socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept: */*\r\n\r\n`);
        else settle(0);
      }),
    close: lose,
  };
}

function read(answer: UnderWay, chunk: Buffer): void {
  if (!Number.isNaN(answer.missing)) {
    answer.missing -= chunk.length;
    return;
  }
  answer.head += chunk.toString('latin1');
  const end = answer.head.indexOf('\r\n\r\n');
  if (end === -1) return;
  answer.status = Number(answer.head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.head.slice(0, end))?.[1] ?? 0;
  answer.missing = Number(length) - (answer.head.length - end - 4);
}
