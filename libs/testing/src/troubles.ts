/** What a server is to do with a request beside answering it. */
export interface Hindrance<Trouble> {
  readonly delayMs: number;
  readonly trouble?: Trouble;
}

/** A list of what goes wrong with a server, for so many requests each. */
export interface Troubles<Request, Trouble> {
  /** Answers come so many ms later, until 0 is said. */
  readonly slow: (ms: number, which?: (request: Request) => boolean) => void;
  /** The next `times` requests, of those that `which` takes, have a trouble; those of before go first. */
  readonly add: (trouble: Trouble, times?: number, which?: (request: Request) => boolean) => void;
  /** Takes back all. */
  readonly behave: () => void;
  readonly next: (request: Request) => Hindrance<Trouble>;
}

export function createTroubles<Request, Trouble>(): Troubles<Request, Trouble> {
  type Which = (request: Request) => boolean;
  let delays: { readonly ms: number; readonly which: Which }[] = [];
  let troubles: { readonly trouble: Trouble; readonly which: Which; left: number }[] = [];
  const every: Which = () => true;
  return {
    slow: (ms, which = every) => {
      delays = ms === 0 ? [] : [...delays, { ms, which }];
    },
    add: (trouble, times = Infinity, which = every) => {
      troubles.push({ trouble, which, left: times });
    },
    behave: () => {
      [delays, troubles] = [[], []];
    },
    next: (request) => {
      const delayMs = Math.max(0, ...delays.filter(({ which }) => which(request)).map(({ ms }) => ms));
      const found = troubles.find(({ which, left }) => left > 0 && which(request));
      if (!found) return { delayMs };
      found.left--;
      return { delayMs, trouble: found.trouble };
    },
  };
}
