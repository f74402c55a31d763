/** The ports of every service. Probes and Prometheus use `admin`; no client reaches it. */
export const PORTS = { http: 3000, admin: 9000 } as const;

/** Where a service is reached in its namespace: `http://<name>`. */
export const SERVICE_PORT = 80;
