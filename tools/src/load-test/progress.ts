import { rounded } from './judge.ts';
import type { Moment } from './run-load.ts';

export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly write: (text: string) => unknown;
}

/** Where nobody looks, a line comes this often. Seconds. */
const EVERY = 5;

export interface Progress {
  /** @param what is tried */
  readonly tell: (what: string, moment: Moment) => void;
  /** Makes room for what is printed next. */
  readonly end: () => void;
}

/** Shows how a load goes: a line that is written over on a terminal, one now and then elsewhere. */
export function createProgress(screen: Screen): Progress {
  let told = { what: '', at: 0 };
  return {
    tell: (what, moment) => {
      const line = `${what}  ${lineOf(moment)}`;
      if (screen.isTTY === true) screen.write(`\r\u001B[2K${line}`);
      else if (what !== told.what || moment.at >= told.at + EVERY) {
        told = { what, at: moment.at };
        screen.write(`${line}\n`);
      }
    },
    end: () => {
      if (screen.isTTY === true) screen.write('\r\u001B[2K');
    },
  };
}

function lineOf({ at, answered, wrong, p50, p99, cores, memoryBytes }: Moment): string {
  const own =
    cores === undefined || memoryBytes === undefined
      ? ''
      : `  CPU ${cores.toFixed(2)} cores  memory ${rounded(memoryBytes / 1e6)} MB`;
  const times = p50 === undefined || p99 === undefined ? '' : `  p50 ${rounded(p50)} ms  p99 ${rounded(p99)} ms`;
  return `${at.toFixed(0)} s  ${answered} right  ${wrong} wrong${times}${own}`;
}
