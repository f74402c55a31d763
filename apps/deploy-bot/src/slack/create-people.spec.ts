import { createLogger } from '@exemplar/logging';
import { captureStream } from '@exemplar/testing';

import { createPeople } from './create-people.ts';

const logger = createLogger({ service: 'spec', version: '1', output: captureStream().stream });

describe('who is in which group', () => {
  it('is asked once by all who want to know at the same time, and again when it is old', async () => {
    let [time, asked, fails] = [0, 0, false];
    const members = (): Promise<readonly string[]> => {
      asked += 1;
      return fails ? Promise.reject(new Error('Slack is down')) : Promise.resolve(['U1']);
    };
    const actorOf = createPeople({
      groups: ['S1'],
      slack: { members },
      logger,
      freshMs: 10,
      staleMs: 100,
      now: () => time,
    });
    const groupsOf = async (user = 'U1') => (await actorOf(user, 'ada')).groups;

    expect(await Promise.all([groupsOf(), groupsOf(), groupsOf('U2')])).toEqual([['slack:S1'], ['slack:S1'], []]);
    expect(asked).toBe(1);
    [time, fails] = [50, true];
    expect([await groupsOf(), asked]).toEqual([['slack:S1'], 2]); // what was known is still believed
    time = 200;
    expect([await groupsOf(), asked]).toEqual([[], 3]);
  });
});
