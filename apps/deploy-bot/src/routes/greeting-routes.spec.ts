import request from 'supertest';

import { startService } from '@exemplar/http-kit';
import { type Environment, startService as startForSpec } from '@exemplar/testing';

import { settings } from '../settings.ts';
import { greetingRoutes } from './greeting-routes.ts';

const start = (env: Environment) =>
  startService({ name: 'greeting', settings, routes: (_, context) => greetingRoutes(context) }, { env, argv: [] });

describe('GET /v1/greeting', () => {
  it('greets by name, with the word of the settings', async () => {
    await using service = await startForSpec(start, { GREETING: 'Servus', LOG_LEVEL: 'error' });
    const answer = await request(service.url).get('/v1/greeting').query({ name: 'Ada' }).expect(200);
    expect(answer.body).toEqual({ text: 'Servus Ada' });
  });

  it.each(['/v1/greeting', '/v1/greeting?name=', '/v1/greeting?name=Ada&colour=red'])('refuses %s', async (path) => {
    await using service = await startForSpec(start, { LOG_LEVEL: 'error' });
    const answer = await request(service.url).get(path).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request' });
  });
});
