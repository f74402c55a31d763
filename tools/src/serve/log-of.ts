/** Where the logs of the last local run are, from the workspace's root. */
export const SERVED = '.nx/serve';

/** Where the log of a service's last local run is, from the workspace's root. */
export const logOf = (name: string): string => `${SERVED}/${name}.log`;
