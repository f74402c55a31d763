import { subjectWith } from '../../../fixtures/subject.ts';
import { configHash, configMap, secretsOf, secretVariables } from './config.ts';

const egress = { internet: false, redis: false, services: [] };

describe('the variables of a service', () => {
  const dataOf = (said: Parameters<typeof subjectWith>[0]) => configMap(subjectWith(said)).data;

  it('are those of the environment, as text', () => {
    expect(dataOf({ environment: { A: 1, B: { staging: true, production: 'x' }, C: { production: 'x' } } })).toEqual({
      A: '1',
      B: 'true',
      SENTRY_ENVIRONMENT: 'staging',
    });
  });

  it('say where the services are that it may call', () => {
    expect(dataOf({ egress: { ...egress, services: ['link-preview'] } })).toMatchObject({
      LINK_PREVIEW_URL: 'http://link-preview',
    });
  });

  it('are what the service says, where it says so', () => {
    const environment = { LINK_PREVIEW_URL: 'http://elsewhere', SENTRY_ENVIRONMENT: 'test' };
    expect(dataOf({ environment, egress: { ...egress, services: ['link-preview'] } })).toEqual(environment);
  });

  it('give another hash when one of them changes, and only then', () => {
    const hashOf = (environment: Record<string, string>) => configHash(subjectWith({ environment }));
    expect(hashOf({ A: 'x' })).toMatch(/^[\da-f]{16}$/);
    expect(hashOf({ A: 'x' })).toBe(hashOf({ A: 'x' }));
    expect(hashOf({ A: 'x' })).not.toBe(hashOf({ A: 'y' }));
  });
});

describe('the secrets of a service', () => {
  it('are those it names, in their order by name', () => {
    expect(secretsOf(subjectWith({ secrets: ['TOKEN', 'API_KEYS'] }))).toEqual(['API_KEYS', 'TOKEN']);
  });

  it('have the address of Redis among them, where it calls Redis and does not say where that is', () => {
    const withRedis = { egress: { ...egress, redis: true } };
    expect(secretsOf(subjectWith(withRedis))).toEqual(['REDIS_URL']);
    expect(secretsOf(subjectWith({ ...withRedis, secrets: ['REDIS_URL'] }))).toEqual(['REDIS_URL']);
    expect(secretsOf(subjectWith({ ...withRedis, environment: { REDIS_URL: 'redis://redis' } }))).toEqual([]);
  });

  it('have the address of Sentry among them, which may be missing unless it is named', () => {
    const reference = (optional: object) => ({
      name: 'SENTRY_DSN',
      valueFrom: { secretKeyRef: { name: 'user-auth', key: 'SENTRY_DSN', ...optional } },
    });
    expect(secretVariables(subjectWith({}))).toEqual([reference({ optional: true })]);
    expect(secretVariables(subjectWith({ secrets: ['SENTRY_DSN'] }))).toEqual([reference({})]);
  });
});
