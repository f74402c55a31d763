import { type Environment, startService } from './start-service.ts';

const fake = (stopped: string[]) => (env: Environment) =>
  Promise.resolve({
    url: 'http://a',
    adminUrl: 'http://b',
    env,
    stop: () => Promise.resolve(void stopped.push('stopped')),
  });

describe('startService', () => {
  it('gives the service free ports, and keeps the rest as the spec wants it', async () => {
    const { env } = await startService(fake([]), { LOG_LEVEL: 'debug' });
    expect(env).toEqual({ PORT: '0', ADMIN_PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'debug', DRAIN_DELAY_MS: '0' });
    expect((await startService(fake([]))).env).toMatchObject({ LOG_LEVEL: 'info' });
  });

  it('stops the service at the end of the block', async () => {
    const stopped: string[] = [];
    {
      await using service = await startService(fake(stopped));
      expect(service.url).toBe('http://a');
      expect(stopped).toEqual([]);
    }
    expect(stopped).toEqual(['stopped']);
  });
});
