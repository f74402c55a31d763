import { Agent, type AgentOptions } from 'node:http';
import { Agent as TlsAgent } from 'node:https';

/** Connections to targets with and without TLS. */
export interface Agents {
  readonly of: (target: URL) => Agent;
  /** Closes all of them, also those that are in use. */
  readonly destroy: () => void;
}

export function openAgents(options: AgentOptions = {}): Agents {
  const [plain, tls] = [new Agent(options), new TlsAgent(options)];
  return {
    of: ({ protocol }) => (protocol === 'https:' ? tls : plain),
    destroy: () => {
      plain.destroy();
      tls.destroy();
    },
  };
}
