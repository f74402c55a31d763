import { createClient, RESP_TYPES } from '@redis/client';

import type { RedisAddress } from './parse-redis-url.ts';

/** How long a TCP or TLS connection may take, in ms. */
const CONNECT_MS = 2000;

/** How many commands may wait for their replies; more than a process asks within a command's deadline. */
const MAX_QUEUED = 1000;

/**
 * Makes a client for one connection: it neither connects again, which `keepConnected` does, nor queues commands while
 * there is no connection. RESP 2 needs no greeting, which some proxies do not know.
 */
export function createRedisClient({ host, port, tls, username, password, database }: RedisAddress) {
  const socket = { host, port, connectTimeout: CONNECT_MS, reconnectStrategy: false } as const;
  return createClient({
    RESP: 2,
    socket: tls ? { ...socket, tls } : socket,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    database,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    commandsQueueMaxLength: MAX_QUEUED,
    // its own deadline holds only until a command is written, and ours holds for all
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
}

export type RedisClient = ReturnType<typeof createRedisClient>;

/** Has a key go after a while. Redis knows whole milliseconds, and none below 1. */
export function expiringIn(ms: number): { readonly expiration: { readonly type: 'PX'; readonly value: number } } {
  return { expiration: { type: 'PX', value: Math.max(1, Math.ceil(ms)) } };
}
