/** One kind of request of a load test. */
export interface LoadRequest {
  /** What people call it in the report. */
  readonly name: string;
  /** How often it is sent, beside the others. */
  readonly weight: number;
  /** Default: GET. */
  readonly method?: string;
  /** Path and query, or what gives them; `number` counts the requests of the load test. */
  readonly path: string | ((number: number) => string);
  /** What is signed is made anew for each: a function of the same number as the path's. */
  readonly headers?: Readonly<Record<string, string>> | ((number: number) => Readonly<Record<string, string>>);
  readonly body?: string | ((number: number) => string);
  /** The statuses that are right. Default: 200 to 399. */
  readonly statuses?: readonly number[];
  /** Whether its time is the service's own, and counts for the SLO. Default: true. */
  readonly timed?: boolean;
}

/** What drills can do with a service beside what they do with each. */
export interface LoadDrills {
  /** What needs the most memory. */
  readonly heavy?: readonly LoadRequest[];
  /** Takes away what the service calls; gives back what brings it back, at the same addresses. */
  readonly interrupt?: () => Promise<() => Promise<void>>;
  /** Names that the service looks up. */
  readonly names?: {
    /** The DNS server that knows them, as `127.0.0.1:port`. */
    readonly server: string;
    /** Need one of them. */
    readonly requests: readonly LoadRequest[];
    /** Has the server keep silent; gives back what has it speak again. */
    readonly silence: () => () => void;
  };
}

/** Where a service that does not run on this machine reaches what a mix opens here. */
export interface LoadOrigins {
  /** The address, as it stands in a URL. */
  readonly host: string;
  /** The address to listen on. */
  readonly listen: string;
  /** The first of the ports to listen on; 0: any that are free. */
  readonly port: number;
}

/** What a load test asks, and what the service needs for it. */
export interface LoadMix {
  readonly requests: readonly LoadRequest[];
  /** Where the service reaches what the mix opened for it; unset where it calls nothing of it. */
  readonly origins?: readonly string[];
  /** What to do about an answer that is wrong, by its status. */
  readonly hints?: Readonly<Record<string, string>>;
  readonly drills?: LoadDrills;
  /** Variables of the service that is started for it. */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables beside these where its memory is watched for long: caches so small that they are full before that begins. */
  readonly soakEnv?: Readonly<Record<string, string>>;
  /** Closes what was opened. */
  readonly close?: () => Promise<void>;
}

/**
 * What `load/requests.ts` of a service exports by default: a mix, or what makes one. It opens what the service calls on this machine's
 * loopback addresses, or as it is told.
 */
export type LoadRequests = LoadMix | ((origins?: LoadOrigins) => Promise<LoadMix>);
