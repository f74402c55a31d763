import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

import { problem } from '../problems/http-problem.ts';
import type { ProblemCode } from '../problems/problem-codes.ts';
import { PROBLEM_TYPE, problemDocument } from '../problems/problem-document.ts';

interface SocketProblem {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** By the codes of Node's parser and timers. */
const BY_CODE: Readonly<Record<string, SocketProblem>> = {
  HPE_HEADER_OVERFLOW: { code: 'headers-too-large', detail: 'The request line and headers are over 16 KiB.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: 'payload-too-large', detail: 'The chunk extensions are over 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request-timeout', detail: 'The request took too long to arrive.' },
};

const MALFORMED: SocketProblem = { code: 'invalid-request', detail: 'The request is not valid HTTP.' };

/** What was wrong with a connection, as told to the client. */
export function socketProblem(error: NodeJS.ErrnoException): SocketProblem {
  return BY_CODE[String(error.code)] ?? MALFORMED;
}

/**
 * Answers on a socket that has no request object, and closes it.
 *
 * @returns the status, or null where nothing can be said any more
 */
export function answerOnSocket(socket: Duplex, { code, detail }: SocketProblem, headers = ''): number | null {
  if (!socket.writable || isAnswering(socket)) {
    socket.destroy();
    return null;
  }
  const { status } = problem(code, detail);
  const body = JSON.stringify(problemDocument(problem(code, detail), '*', randomUUID()));
  socket.end(
    `HTTP/1.1 ${status} ${String(STATUS_CODES[status])}\r\nConnection: close\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `X-Content-Type-Options: nosniff\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return status;
}

/** Bytes written now would land in the middle of an answer. Node's own handler asks the same field. */
function isAnswering(socket: Duplex & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}
