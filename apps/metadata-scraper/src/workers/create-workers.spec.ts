import { createWorkers, type WorkerFailure, type Workers } from './create-workers.ts';

const PAGE = `<title>The title</title><p>${'It has, in all, a good many words. '.repeat(30)}</p>`;

describe('the workers', () => {
  let workers: Workers;
  let failures: WorkerFailure[];

  beforeEach(() => {
    failures = [];
    workers = createWorkers({
      maxThreads: 1,
      maxQueue: 5,
      timeoutMs: 15_000,
      maxHeapMb: 256,
      onFailure: (failure) => failures.push(failure),
    });
  });

  afterEach(() => workers.close());

  it('read pages and PDFs in a thread', async () => {
    const [dom, pdf] = await Promise.all([
      workers.readDom(PAGE, 'https://example.com/'),
      workers.readPdf(new TextEncoder().encode('%PDF-1.4\ntrailer << /Root << /Type /Catalog >> >>')),
    ]);
    expect(dom).toMatchObject({ title: 'The title', excerpt: expect.stringMatching(/^It has/) as string });
    expect(pdf).toBeNull();
    expect(failures).toEqual([]);
  });

  it('leave alone what is too large', async () => {
    const results = await Promise.all([
      workers.readDom('a'.repeat(1_000_001), 'https://example.com/'),
      workers.readDom('<p>'.repeat(20_001), 'https://example.com/'),
      workers.readPdf(new Uint8Array(10_000_001)),
    ]);
    expect(results).toEqual([null, null, null]);
    const failure = (worker: string) => ({ worker, reason: 'too-large', error: null });
    expect(failures).toEqual([failure('dom'), failure('dom'), failure('pdf')]);
  });
});
