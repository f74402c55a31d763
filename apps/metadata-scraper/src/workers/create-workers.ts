import { createPool, type PoolFailure, type PoolOptions, type WorkerScript } from './create-pool.ts';
import type { DomFacts } from './dom-facts.ts';
import type { PdfFacts } from './pdf-facts.ts';
import type { DomInput } from './read-dom.worker.ts';
import { workerFile } from './worker-file.ts';

/** Characters. One page in a hundred is longer. */
const MAX_HTML = 1_000_000;
/** What a DOM costs is its elements; none of 618 measured pages has more. */
const MAX_TAGS = 20_000;
const MAX_PDF_BYTES = 10_000_000;

export interface WorkersOptions extends Omit<PoolOptions, 'onFailure'> {
  readonly onFailure: (failure: WorkerFailure) => void;
}

/** `too-large`: the input is over the limit, and no thread saw it. */
export type WorkerFailure = PoolFailure | (Omit<PoolFailure, 'reason'> & { readonly reason: 'too-large' });

/** What is too slow, or too risky, for the event loop. No thread is started, and no library loaded, before the first use. */
export interface Workers {
  /** Reads a page by way of a DOM; null where there is no article, or it failed. Never rejects. */
  readDom(html: string, url: string, deadlineMs?: number): Promise<DomFacts | null>;
  /** Reads what a PDF says of itself; null where it is broken or encrypted, or it failed. Never rejects. */
  readPdf(bytes: Uint8Array, deadlineMs?: number): Promise<PdfFacts | null>;
  /** Ends all threads, whatever they do. */
  close(): Promise<void>;
}

const DOM: WorkerScript = { name: 'dom', file: workerFile('read-dom', import.meta.url) };
const PDF: WorkerScript = { name: 'pdf', file: workerFile('read-pdf', import.meta.url) };

/** Starts nothing yet. */
export function createWorkers(options: WorkersOptions): Workers {
  const pool = createPool(options);
  const refuse = ({ name }: WorkerScript): null => {
    options.onFailure({ worker: name, reason: 'too-large', error: null });
    return null;
  };
  return {
    readDom: async (html, url, deadlineMs) => {
      if (isLargePage(html)) return refuse(DOM);
      const input: DomInput = { html, url };
      return (await pool.run(DOM, input, deadlineMs)) as DomFacts | null;
    },
    readPdf: async (bytes, deadlineMs) => {
      if (bytes.length > MAX_PDF_BYTES) return refuse(PDF);
      return (await pool.run(PDF, bytes, deadlineMs)) as PdfFacts | null;
    },
    close: () => pool.close(),
  };
}

const isLargePage = (html: string): boolean =>
  html.length > MAX_HTML || html.split('<', MAX_TAGS + 2).length > MAX_TAGS + 1;
