/** A beginning: greets by name. */
export const hello = (name: string): string => `Hello ${name}`;
