import { startService } from '@exemplar/http-kit';
import { captureStream, startService as startForTest } from '@exemplar/testing';

import { metadataRoutes } from './metadata-routes.ts';

describe('a batch', () => {
  it('logs and reports a bug in one of its URLs, and tells the client nothing of it', async () => {
    const logs = captureStream();
    const reported: unknown[] = [];
    const bug = new TypeError('a secret of the code');
    await using service = await startForTest((env) =>
      startService(
        {
          name: 'broken',
          settings: {},
          routes: (_, { config, logger, bugs }) =>
            metadataRoutes(
              { scrape: () => Promise.reject(bug) },
              {
                config,
                logger,
                bugs: { ...bugs, report: (error) => reported.push(error) },
              },
            ),
        },
        { env, argv: [], output: logs.stream },
      ),
    );
    const answer = await fetch(`${service.url}/v1/metadata/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ urls: ['https://example.com/'] }),
    });
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ index: 0, problem: { code: 'internal', status: 500 } });
    expect(text).not.toContain('secret of the code');
    expect(reported).toEqual([bug]);
    expect(await logs.waitFor(({ message }) => message === 'a URL of a batch failed')).toMatchObject({
      level: 'error',
      error: { message: 'a secret of the code' },
    });
  });
});
