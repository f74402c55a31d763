import { type OpenedPage, OutboundError } from '@exemplar/http-kit';

import { readPage } from './read-page.ts';

/** A page that breaks off with an error behind its head. */
const brokenPage = (error: Error): OpenedPage => ({
  url: 'https://site.example/',
  redirects: [],
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: (async function* () {
    yield await Promise.resolve(Buffer.from('<head><title>A title</title></head><body>'));
    throw error;
  })(),
  wireBytes: () => 0,
  truncated: () => false,
  close: () => undefined,
});

describe('readPage', () => {
  it('uses a page that broke off after its head', async () => {
    const { facts } = await readPage(brokenPage(new OutboundError('upstream-unreachable', 'reset')), {
      candidates: false,
      keptBytes: 0,
      readPdf: () => Promise.resolve(null),
    });
    expect(facts.title).toBe('A title');
  });

  it('takes no bug for a page that broke off', async () => {
    await expect(
      readPage(brokenPage(new TypeError('a bug')), {
        candidates: false,
        keptBytes: 0,
        readPdf: () => Promise.resolve(null),
      }),
    ).rejects.toThrow('a bug');
  });
});
