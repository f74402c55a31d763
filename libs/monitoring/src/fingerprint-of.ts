import { causeChain, codeOf } from './cause-chain.ts';

/** Sentry's own grouping, by stacks: https://docs.sentry.io/platforms/javascript/guides/node/enriching-events/fingerprinting/. */
const BY_STACK = '{{ default }}';

/** How codes are written that say what happened, wherever that was: `upstream-timeout`. Node's own are in capitals. */
const TELLING = /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/;

/**
 * What reports of the same bug have in common: of the error and of its causes those that have a code, each by its name and code.
 *
 * Where a code of the project's own is among them, they are enough: the same failure is one bug, wherever it is met and whatever
 * wraps it without a code, and with another cause it is another one. Node's codes (`ECONNREFUSED`) tell apart what else would be
 * grouped by its stack, and join nothing.
 *
 * @returns undefined where no error has a code: it is grouped by its stack
 */
export function fingerprintOf(error: unknown): string[] | undefined {
  const coded = causeChain(error).flatMap((link) => {
    const code = codeOf(link);
    return code === undefined ? [] : [{ name: link.name, code }];
  });
  if (coded.length === 0) return undefined;
  const parts = coded.map(({ name, code }) => `${name} ${code}`);
  return coded.some(({ code }) => TELLING.test(code)) ? parts : [BY_STACK, ...parts];
}
