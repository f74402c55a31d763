import { Failure, wrongUsage } from './failure.ts';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether an address leads nowhere but to this machine. */
export const isLoopback = ({ hostname }: Pick<URL, 'hostname'>): boolean => LOOPBACK.test(hostname);

export interface Wanted {
  /** The option that it was given as, without its hyphens. */
  readonly option: string;
  readonly usage: string;
  /** Hosts that were named on purpose. */
  readonly allowed: readonly string[];
}

/**
 * Where requests may be sent to in numbers: this machine, or a host that was named on purpose. Anywhere else it is an attack.
 *
 * @throws Failure for what is no address, or that of another machine
 */
export function allowedAddress(text: string, { option, usage, allowed }: Wanted): URL {
  if (!URL.canParse(text) || !text.startsWith('http')) {
    throw wrongUsage(`--${option} is "${text}". Wanted: an address, as http://localhost:3000.`, usage);
  }
  const url = new URL(text);
  if (isLoopback(url) || allowed.includes(url.hostname)) return url;
  throw new Failure(
    `--${option} is ${text}, which is not this machine. If it is yours to load, add --allow-host=${url.hostname}.`,
  );
}
