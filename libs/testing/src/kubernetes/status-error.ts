import { nameOf, type Resource } from './resources.ts';

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

interface Details {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
} as const;

export type StatusReason = keyof typeof CODES;

/** What an API server answers where it cannot do what was asked: a `Status` of version v1. */
export class StatusError extends Error {
  readonly code: number;
  readonly body: object;

  /** @param code only where a spec wants another than the reason's */
  constructor(reason: StatusReason, message: string, details: Details = {}, code: number = CODES[reason]) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code };
  }
}

const detailsOf = ({ group, plural }: Resource, name: string): Details => ({
  name,
  ...(group !== '' && { group }),
  kind: plural,
});

export const notFound = (resource: Resource, name: string): StatusError =>
  new StatusError('NotFound', `${nameOf(resource, name)} not found`, detailsOf(resource, name));

export const alreadyExists = (resource: Resource, name: string): StatusError =>
  new StatusError('AlreadyExists', `${nameOf(resource, name)} already exists`, detailsOf(resource, name));

export const modified = (resource: Resource, name: string): StatusError =>
  new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${nameOf(resource, name)}: the object has been modified; please apply your changes to the latest version and try again`,
    detailsOf(resource, name),
  );

export const invalid = (resource: Resource, name: string, field: string, message: string): StatusError =>
  new StatusError('Invalid', `${resource.kind}.${resource.group} "${name}" is invalid: ${field}: ${message}`, {
    ...detailsOf(resource, name),
    causes: [{ reason: 'FieldValueInvalid', message, field }],
  });

/** A field that another has set to something else. */
export interface FieldConflict {
  /** Who: `"ada" using apps/v1`. */
  readonly manager: string;
  readonly field: string;
}

/** @param conflicts at least one */
export function applyConflict(conflicts: readonly FieldConflict[]): StatusError {
  const managers = Map.groupBy(conflicts, ({ manager }) => manager);
  const many = [...managers].map(([manager, own]) => [
    `conflicts with ${manager}:`,
    ...own.map(({ field }) => `- ${field}`),
  ]);
  const one = conflicts.map(({ manager, field }) => `conflict with ${manager}: ${field}`);
  const told = conflicts.length === 1 ? one : many.flat();
  const causes = conflicts.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field,
  }));
  const count = `${conflicts.length} conflict${conflicts.length === 1 ? '' : 's'}`;
  return new StatusError('Conflict', `Apply failed with ${count}: ${told.join('\n')}`, { causes });
}

export const expired = (from: number, to: number): StatusError =>
  new StatusError('Expired', `too old resource version: ${from} (${to})`);

export const badRequest = (message: string): StatusError => new StatusError('BadRequest', message);
