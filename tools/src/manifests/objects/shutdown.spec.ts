import { readFileSync } from 'node:fs';

import { subjectWith } from '../../../fixtures/subject.ts';
import { DEFAULT_SHUTDOWN_GRACE_MS, gracePeriodSeconds } from './shutdown.ts';

describe('the grace period', () => {
  it('is longer than the pause before the end and the drain together', () => {
    expect(gracePeriodSeconds(subjectWith())).toBe(35);
  });

  it('follows what a service says of its drain', () => {
    expect(gracePeriodSeconds(subjectWith({ environment: { SHUTDOWN_GRACE_MS: 60_500 } }))).toBe(71);
  });

  it("goes by http-kit's own default", () => {
    const settings = readFileSync(new URL('../../../../libs/http-kit/README.md', import.meta.url), 'utf8');
    expect(settings).toMatch(new RegExp(`SHUTDOWN_GRACE_MS\` +\\| 1000, ${DEFAULT_SHUTDOWN_GRACE_MS} `));
  });
});
