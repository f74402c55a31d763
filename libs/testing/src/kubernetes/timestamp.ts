/** Now, as the cluster writes it: RFC 3339, in whole seconds. */
export const timestamp = (): string => new Date().toISOString().replace(/\.\d+/, '');
