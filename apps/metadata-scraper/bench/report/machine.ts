import { availableParallelism, cpus, totalmem, type } from 'node:os';

/** What the figures were measured on, in a line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? '';
  const memory = Math.round(totalmem() / 1e9);
  return [
    `${availableParallelism()} cores${model === '' ? '' : ` (${model})`}`,
    `${memory} GB`,
    type(),
    `Node ${process.version}`,
  ].join(', ');
}
