import type { Logger } from '@exemplar/logging';
import type { BugTracker } from '@exemplar/monitoring';

import type { HttpProblem } from '../problems/http-problem.ts';
import { PROBLEM_TYPE, problemDocument } from '../problems/problem-document.ts';
import { toProblem } from '../problems/to-problem.ts';
import { bodyReply, type Reply } from '../routes/reply.ts';
import type { Exchange } from './exchange.ts';
import { sendReply } from './send-reply.ts';

export interface ResponderOptions {
  readonly logger: Logger;
  readonly bugs: BugTracker;
  /** Whether clients are told to close their connections. */
  readonly isDraining: () => boolean;
}

/** Ends exchanges: with a reply, or with the problem that something thrown stands for. */
export interface Responder {
  readonly reply: (exchange: Exchange, reply: Reply) => void;
  readonly fail: (exchange: Exchange, error: unknown) => void;
}

export function createResponder({ logger, bugs, isDraining }: ResponderOptions): Responder {
  const report = (problem: HttpProblem): void => {
    const error = problem.cause ?? problem;
    logger.error('The request failed', { error });
    bugs.report(error);
  };

  const send = (exchange: Exchange, problem: HttpProblem): void => {
    exchange.errorCode = problem.code;
    if (problem.code === 'internal') report(problem);
    if (!exchange.res.headersSent) {
      void sendReply(exchange, problemReply(problem, exchange), isDraining());
      return;
    }
    // half an answer cannot become a problem: cutting it short is what tells the client
    exchange.cutStatus = problem.status;
    exchange.res.destroy();
  };

  const fail = (exchange: Exchange, error: unknown): void => {
    if (exchange.aborted) {
      logger.debug('The client left before its answer', { error });
      return;
    }
    try {
      send(exchange, toProblem(error));
    } catch (unsendable) {
      // the problem's own headers or members were at fault
      send(exchange, toProblem(unsendable));
    }
  };

  const reply = (exchange: Exchange, answer: Reply): void => {
    try {
      sendReply(exchange, answer, isDraining())?.catch((error: unknown) => {
        fail(exchange, error);
      });
    } catch (error) {
      fail(exchange, error);
    }
  };

  return { reply, fail };
}

function problemReply(problem: HttpProblem, { path, requestId }: Exchange): Reply {
  return bodyReply(JSON.stringify(problemDocument(problem, path, requestId)), {
    status: problem.status,
    headers: { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', ...problem.headers },
  });
}
