/** What is shown of a value that throws when it is looked at. */
export const UNREADABLE = '[unreadable]';

/** A property's value; a getter or a proxy that throws costs that property only. */
export function readProperty(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    return UNREADABLE;
  }
}
