import { OutboundError } from '../outbound/outbound-error.ts';
import { problem } from './http-problem.ts';
import { PROBLEMS } from './problem-codes.ts';
import { problemDocument } from './problem-document.ts';
import { toProblem } from './to-problem.ts';

describe('toProblem', () => {
  it('leaves a problem as it is', () => {
    const thrown = problem('conflict', 'It is there already.');

    expect(toProblem(thrown)).toBe(thrown);
  });

  it("keeps the code of an outbound error and tells the origin's status and when to come back", () => {
    const cause = new OutboundError('upstream-status', 'example.com answered 503.', {
      status: 503,
      retryAfterSeconds: 30,
    });

    expect(toProblem(cause)).toMatchObject({
      code: 'upstream-status',
      status: 502,
      detail: 'example.com answered 503.',
      extra: { upstreamStatus: 503 },
      headers: { 'retry-after': '30' },
      cause,
    });
    expect(toProblem(new OutboundError('upstream-timeout', 'Too late.'))).toMatchObject({ extra: {}, headers: {} });
  });

  it.each([new Error('secret'), 'secret', null, undefined, { code: 'not-found' }])(
    'takes %p for a bug and tells nothing of it',
    (thrown) => {
      const result = toProblem(thrown);

      expect(result).toMatchObject({ code: 'internal', status: 500 });
      expect(result.cause).toBe(thrown);
      expect(JSON.stringify(problemDocument(result, '/', 'id'))).not.toContain('secret');
    },
  );
});

describe('problemDocument', () => {
  it('holds every member of the contract, which further members cannot replace', () => {
    const thrown = problem('rate-limited', 'Too many.', { extra: { limit: 5, status: 200 } });

    expect(problemDocument(thrown, '/v1/things', 'abc')).toEqual({
      type: 'urn:problem:rate-limited',
      title: 'Rate limited',
      status: 429,
      detail: 'Too many.',
      instance: '/v1/things',
      code: 'rate-limited',
      requestId: 'abc',
      limit: 5,
    });
  });

  it.each(Object.entries(PROBLEMS))('has a title for %s and an error status', (_code, { status, title }) => {
    expect(title).not.toBe('');
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
