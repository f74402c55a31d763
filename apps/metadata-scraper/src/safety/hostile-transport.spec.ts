import { type Origin, startOrigin, startService, until } from '@exemplar/testing';

import { startScraper } from '../../fixtures/start-scraper.ts';
import { HOSTILE_BEHAVIOURS, HOSTILE_ROUTES } from '../../integration/hostile-behaviours.ts';

type Service = Awaited<ReturnType<ReturnType<typeof startScraper>>>;

/** Many times what an answer takes here: beyond it, something hangs. */
const PATIENCE_MS = 10_000;

describe('an origin that answers with', () => {
  let origin: Origin;
  let service: Service;

  beforeAll(async () => {
    origin = await startOrigin(HOSTILE_ROUTES);
    service = await startService(startScraper(), { LOG_LEVEL: 'error' });
  });

  afterAll(async () => {
    await service.stop();
    await origin.close();
  });

  const ask = async (path: string): Promise<unknown> => {
    const url = encodeURIComponent(origin.url + path);
    const answer = await fetch(`${service.url}/v1/metadata?fresh=true&url=${url}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.json();
  };

  it.each(HOSTILE_BEHAVIOURS.map((one, index) => [one.name, index, one.expected] as const))(
    '%s gets its answer, and so does who asks for another page meanwhile',
    async (_name, index, expected) => {
      const [hostile, healthy] = await Promise.all([ask(`/hostile-${index}`), ask('/healthy')]);
      expect(hostile).toMatchObject(expected);
      expect(healthy).toMatchObject({ title: 'Healthy' });
    },
  );

  it('all of that at once leaves no connection behind', async () => {
    const asked = HOSTILE_BEHAVIOURS.map((_, index) => ask(`/hostile-${index}`));
    await Promise.all(asked);
    expect(await ask('/healthy')).toMatchObject({ title: 'Healthy' });
    await service.stop();
    await until(() => origin.open === 0, 'the end of all connections');
  });
});
