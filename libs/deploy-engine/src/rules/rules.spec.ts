import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ADA, GRACE, NOBODY, RULES } from '../../fixtures/rules.ts';
import { DeployError } from '../deploy-error.ts';
import { allow } from './allow.ts';
import { allowConfirmation, confirmationOf } from './confirmation.ts';
import type { DeployRules, Freeze } from './deploy-rules.ts';
import { freezeAt, freezeText } from './freeze-at.ts';
import { parseDeployRules } from './parse-deploy-rules.ts';
import { whoIs } from './who-is.ts';

const WHOLE = `people:
  ada: { slack: U0ADA, terminal: ada }
  grace: {}
groups:
  operators: { people: [grace], slack: S0OPS }
environments:
  staging:
    roles: { viewer: [everyone], deployer: [ada] }
  production:
    roles: { deployer: [operators] }
    confirm: { by: [operators], withinSeconds: 30 }
    freezes:
      - { reason: Friday, days: [fri], from: '16:00', until: '24:00', timezone: Europe/Berlin }
      - { reason: Holidays, from: 2026-12-23T00:00:00Z, until: 2027-01-02T00:00:00Z }
locks: { remindAfterHours: 4 }
`;

const complaints = (text: string): readonly string[] => {
  try {
    parseDeployRules(text, 'k8s/deploy-rules.yaml');
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(DeployError);
    expect(error).toMatchObject({ code: 'invalid-rules' });
    return (error as DeployError).message.split('\n');
  }
};

describe('the rules of deploys', () => {
  it('say who may do what, and what is left out has defaults', () => {
    const rules = parseDeployRules(WHOLE, 'k8s/deploy-rules.yaml');
    expect(rules.environments.staging).toEqual({
      roles: { viewer: ['everyone'], deployer: ['ada'], maintainer: [] },
      confirm: { by: 'nobody', withinSeconds: 60 },
      freezes: [],
    });
    expect(parseDeployRules('people: {}\nenvironments: {}\n', 'x')).toEqual({
      people: {},
      groups: {},
      environments: {},
      locks: { remindAfterHours: 24 },
    });
  });

  it('are those of the workspace, too', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../k8s/deploy-rules.yaml'), 'utf8');
    expect(Object.keys(parseDeployRules(text, 'k8s/deploy-rules.yaml').environments)).toEqual([
      'staging',
      'production',
    ]);
  });

  it.each([
    [
      'a name that nobody has',
      WHOLE.replace('[grace]', '[grce]'),
      /:5: groups\.operators\.people\.0 is "grce"\. Nobody is called so here\. Did you mean grace\? There are: ada, grace\.$/,
    ],
    [
      'a role of nobody',
      WHOLE.replace('deployer: [ada]', 'deployer: [adda]'),
      /:8: environments\.staging\.roles\.deployer\.0 is "adda"\. .* Did you mean ada\?/,
    ],
    [
      'who confirms that is nobody',
      WHOLE.replace('by: [operators]', 'by: [x]'),
      /:11: environments\.production\.confirm\.by\.0 is "x"\. Nobody is called so here\. There are: ada, grace, operators, everyone\./,
    ],
    [
      'a role that there is not',
      WHOLE.replace('deployer: [ada]', 'admin: [ada]'),
      /:8: environments\.staging\.roles\.admin is no key of a deploy-rules\.yaml\. tools\/deploy-rules\.schema\.json has those/,
    ],
    [
      'an id that is none',
      WHOLE.replace('U0ADA', 'ada'),
      /:2: people\.ada\.slack is "ada"\. Wanted: a user's id in Slack/,
    ],
    [
      'a time zone that is none',
      WHOLE.replace('Europe/Berlin', 'Berlin'),
      /:13: environments\.production\.freezes\.0 is .* Wanted: a freeze: reason/,
    ],
    ['a time that is none', WHOLE.replace("'16:00'", "'25:00'"), /:13: environments\.production\.freezes\.0/],
    [
      'nobody who confirms',
      WHOLE.replace('by: [operators]', 'by: []'),
      /:11: environments\.production\.confirm\.by is \[\]\. Wanted: nobody, asker, or/,
    ],
    ['people that are missing', 'environments: {}\n', /:1: people is missing\. Wanted: the people by name/],
    [
      'a member that is no name',
      WHOLE.replace('[grace]', '[1]'),
      /:5: groups\.operators\.people\.0 is 1\. Wanted: people, by their names above/,
    ],
    ['a list', '- 1\n', /:1: The file is \[1\]\. Wanted: a map of keys and values\./],
    ['an unknown key at the top', 'people: {}\nenvironments: {}\nlock: 1\n', /:3: lock is no key/],
    ['what is no YAML', 'people: [', /:1: /],
  ])('complain of %s, with the line', (_, text, complaint) => {
    expect(complaints(text)).toEqual([expect.stringMatching(complaint)]);
  });

  it('complain of all mistakes at once, in the order of their lines', () => {
    const text = WHOLE.replace('remindAfterHours: 4', 'remindAfterHours: 0').replace('U0ADA', 'ada');
    expect(complaints(text)).toEqual([
      expect.stringMatching(/:2: /),
      expect.stringMatching(/:15: locks\.remindAfterHours is 0/),
    ]);
  });

  it('do not hide what is a bug', () => {
    expect(() => parseDeployRules(undefined as never, 'x')).toThrow(TypeError);
  });
});

describe('a person', () => {
  it('is known by each of their names, and by a group of Slack', () => {
    expect(whoIs(RULES, ADA)).toEqual({ person: 'ada', groups: ['developers'] });
    expect(whoIs(RULES, { id: 'terminal:ada', name: 'ada' })).toEqual({ person: 'ada', groups: ['developers'] });
    expect(whoIs(RULES, { id: 'slack:U1', name: 'x', groups: ['slack:S0DEVELOPERS'] })).toEqual({
      person: null,
      groups: ['developers'],
    });
    expect(whoIs(RULES, NOBODY)).toBeNull();
    expect(whoIs(RULES, { id: 'terminal:U0ADA', name: 'x' })).toBeNull();
  });

  it('may do nothing where no rule is of the place', () => {
    expect(() => {
      allow(RULES, GRACE, 'elsewhere', 'look');
    }).toThrow('Grace may not look at elsewhere. May: nobody.');
    expect(confirmationOf(RULES, 'elsewhere', GRACE)).toBeNull();
    expect(() => {
      allowConfirmation(RULES, 'staging', ADA, NOBODY);
    }).not.toThrow();
  });

  it('may be asked to confirm, or another may', () => {
    expect(confirmationOf(RULES, 'production', ADA)).toEqual({ by: 'Ada', withinMs: 60_000 });
  });
});

describe('a freeze', () => {
  const { freezes } = (parseDeployRules(WHOLE, 'x') satisfies DeployRules).environments.production as {
    freezes: Freeze[];
  };

  it.each([
    ['2026-11-27T14:59:00Z', null],
    ['2026-11-27T15:00:00Z', 'Friday (fri 16:00 to 24:00, Europe/Berlin)'],
    ['2026-11-27T22:59:00Z', 'Friday (fri 16:00 to 24:00, Europe/Berlin)'],
    ['2026-11-27T23:00:00Z', null],
    ['2026-11-26T18:00:00Z', null],
    ['2026-12-22T23:59:59Z', null],
    ['2026-12-24T12:00:00Z', 'Holidays (until 2027-01-02T00:00:00Z)'],
    ['2027-01-02T00:00:00Z', null],
  ])('holds at %s or not: %j', (time, text) => {
    const freeze = freezeAt(freezes, new Date(time));
    expect(freeze === null ? null : freezeText(freeze)).toBe(text);
  });
});
