/** Where a Redis is, and who asks. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
}

const PROTOCOLS = ['redis:', 'rediss:'];
const DEFAULT_PORT = 6379;

/**
 * Reads `redis[s]://[[user]:password@]host[:port][/database]`.
 *
 * @throws TypeError that never repeats the URL, since a password may stand in it
 */
export function parseRedisUrl(text: string): RedisAddress {
  const url = URL.parse(text);
  if (url === null || !PROTOCOLS.includes(url.protocol) || url.hostname === '') {
    throw new TypeError('A Redis URL looks like redis://host:6379, or rediss:// for TLS.');
  }
  const database = url.pathname.slice(1);
  if (!/^\d{0,5}$/.test(database)) throw new TypeError('The path of a Redis URL is the number of a database.');
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    tls: url.protocol === 'rediss:',
    username: decoded(url.username),
    password: decoded(url.password),
    database: Number(database),
  };
}

function decoded(text: string): string | undefined {
  try {
    return text === '' ? undefined : decodeURIComponent(text);
  } catch {
    throw new TypeError('A Redis URL has a % that begins no escape; it is written %25.');
  }
}
