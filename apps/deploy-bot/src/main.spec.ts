import request from 'supertest';

import type * as main from './main.ts';

process.env = {
  ...process.env,
  PORT: '0',
  ADMIN_PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'error',
  DRAIN_DELAY_MS: '0',
};

type Main = typeof main;

describe('deploy-bot', () => {
  let service: Main['service'];

  beforeAll(async () => {
    ({ service } = await import('./main.ts'));
  });

  afterAll(async () => {
    await service.stop();
  });

  it('starts, and is ready', async () => {
    await request(service.adminUrl).get('/readyz').expect(200);
  });

  it('describes its routes', async () => {
    const answer = await request(service.url).get('/openapi.json').expect(200);
    const { info, paths } = answer.body as { readonly info: object; readonly paths: object };
    expect(info).toMatchObject({ title: 'deploy-bot' });
    expect(paths).not.toEqual({});
  });
});
