import type { OpenedPage } from '@exemplar/http-kit';
import type { Metrics } from '@exemplar/monitoring';

export type CountBytes = (page: Pick<OpenedPage, 'headers' | 'wireBytes'>) => void;

/** Counts how much of the pages' bodies came over the wire and, where their length was declared, how much was left there. */
export function createByteCount(metrics: Pick<Metrics, 'counter'>): CountBytes {
  const bytes = metrics.counter({
    name: 'page_bytes_total',
    help: 'Bytes of page bodies that were read, and that were left unread where a length was declared.',
    labelNames: ['part'],
  });
  return ({ headers, wireBytes }) => {
    const read = wireBytes();
    const declared = Number(headers['content-length'] ?? read);
    bytes.inc({ part: 'read' }, read);
    bytes.inc({ part: 'left' }, Math.max(0, declared - read) || 0);
  };
}
