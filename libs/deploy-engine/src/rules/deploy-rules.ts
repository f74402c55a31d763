import { z } from 'zod';

import { didYouMean } from '../did-you-mean.ts';

/** What a person may do: each role has what those before it have. */
export const ROLES = ['viewer', 'deployer', 'maintainer'] as const;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Everybody whom the rules know. */
export const EVERYONE = 'everyone';

const WHAT = {
  people: 'the people by name, and as whom each is known: in Slack by a user id, in a terminal by a login',
  person: 'a person: { slack: U0123ADA, terminal: ada }',
  slackUser: "a user's id in Slack: U or W, and then capital letters and digits",
  terminal: "the name of the login on the person's machine",
  groups: 'the groups by name: people, those of a Slack user group, or both',
  group: 'a group: { people: [ada], slack: S0123TEAM }',
  members: 'people, by their names above',
  slackGroup: "a user group's id in Slack: S, and then capital letters and digits",
  environments: 'the environments by name: who may do what there, who confirms, and when nothing is deployed',
  environment: 'an environment: its roles, and optionally confirm and freezes',
  roles: 'who has which role: viewer looks, deployer deploys and locks as well, maintainer forces as well',
  names: `people and groups, or ${EVERYONE} who is known`,
  confirm: 'who confirms what is to be done: { by: asker }, or { by: [operators], withinSeconds: 60 }',
  by: 'nobody, asker, or a list of people and groups of whom one confirms',
  withinSeconds: 'how long is waited for it, in seconds: 10 to 3600',
  freezes: 'the times in which nothing is deployed but what goes back',
  freeze:
    'a freeze: reason, from and until, as { from: 2026-12-23T00:00:00Z, until: … } or, each week, as { days: [fri], from: "16:00", until: "24:00", timezone: Europe/Berlin }',
  reason: 'why, for people',
  time: 'a time with its zone: 2026-12-23T00:00:00Z',
  clock: 'a time of the day: "16:00"; "24:00" is its end',
  days: 'days of the week: mon, tue, wed, thu, fri, sat, sun',
  timezone: 'an IANA time zone: Europe/Berlin',
  locks: 'of locks that people put',
  remindAfterHours: 'after how many hours a lock is reminded of: 1 to 720',
} as const;

const name = z.string().regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/);

const personSchema = z
  .strictObject({
    slack: z
      .string()
      .regex(/^[UW][A-Z\d]+$/)
      .describe(WHAT.slackUser)
      .exactOptional(),
    terminal: z.string().min(1).describe(WHAT.terminal).exactOptional(),
  })
  .describe(WHAT.person);

const groupSchema = z
  .strictObject({
    people: z.array(name).describe(WHAT.members).default([]),
    slack: z
      .string()
      .regex(/^S[A-Z\d]+$/)
      .describe(WHAT.slackGroup)
      .exactOptional(),
  })
  .describe(WHAT.group);

const isTimeZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).format(0) !== '';
  } catch {
    return false;
  }
};

const time = z.iso.datetime({ offset: true }).describe(WHAT.time);
const clock = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .describe(WHAT.clock);

const freezeSchema = z
  .union([
    z.strictObject({ reason: z.string().min(1).describe(WHAT.reason), from: time, until: time }),
    z.strictObject({
      reason: z.string().min(1).describe(WHAT.reason),
      days: z.array(z.enum(WEEKDAYS)).min(1).describe(WHAT.days),
      from: clock,
      until: clock,
      timezone: z.string().refine(isTimeZone).describe(WHAT.timezone).default('UTC'),
    }),
  ])
  .describe(WHAT.freeze);

const names = z.array(name).describe(WHAT.names);

const environmentSchema = z
  .strictObject({
    roles: z
      .strictObject({ viewer: names.default([]), deployer: names.default([]), maintainer: names.default([]) })
      .describe(WHAT.roles),
    confirm: z
      .strictObject({
        by: z.union([z.enum(['nobody', 'asker']), names.min(1)]).describe(WHAT.by),
        withinSeconds: z.number().int().min(10).max(3600).describe(WHAT.withinSeconds).default(60),
      })
      .describe(WHAT.confirm)
      .default({ by: 'nobody', withinSeconds: 60 }),
    freezes: z.array(freezeSchema).describe(WHAT.freezes).default([]),
  })
  .describe(WHAT.environment);

/** Who may do what, where and when: `k8s/deploy-rules.yaml`. */
export const deployRulesSchema = z
  .strictObject({
    people: z.record(name, personSchema).describe(WHAT.people),
    groups: z.record(name, groupSchema).describe(WHAT.groups).default({}),
    environments: z.record(name, environmentSchema).describe(WHAT.environments),
    locks: z
      .strictObject({ remindAfterHours: z.number().min(1).max(720).describe(WHAT.remindAfterHours) })
      .describe(WHAT.locks)
      .default({ remindAfterHours: 24 }),
  })
  .check(({ value, issues }) => {
    for (const { path, said, known } of namesIn(value)) {
      if (known.includes(said)) continue;
      const sentence = `Nobody is called so here.${didYouMean(said, known)} There are: ${known.join(', ')}.`;
      issues.push({ code: 'custom', path: [...path], input: said, params: { sentence } });
    }
  });

interface Mention {
  readonly path: readonly (string | number)[];
  readonly said: string;
  readonly known: readonly string[];
}

/** Every place where people and groups are named, and who may be named there. */
function namesIn({ people, groups, environments }: DeployRules): readonly Mention[] {
  const persons = Object.keys(people);
  const all = [...persons, ...Object.keys(groups), EVERYONE];
  const mentions = (path: readonly (string | number)[], said: readonly string[], known: readonly string[]) =>
    said.map((one, index) => ({ path: [...path, index], said: one, known }));
  return [
    ...Object.entries(groups).flatMap(([group, { people: members }]) =>
      mentions(['groups', group, 'people'], members, persons),
    ),
    ...Object.entries(environments).flatMap(
      ([
        environment,
        {
          roles,
          confirm: { by },
        },
      ]) => [
        ...ROLES.flatMap((role) => mentions(['environments', environment, 'roles', role], roles[role], all)),
        ...(typeof by === 'string' ? [] : mentions(['environments', environment, 'confirm', 'by'], by, all)),
      ],
    ),
  ];
}

export type Role = (typeof ROLES)[number];
export type Weekday = (typeof WEEKDAYS)[number];
/** A time in which nothing is deployed: once, or each week. */
export type Freeze = z.output<typeof freezeSchema>;
export type EnvironmentRules = z.output<typeof environmentSchema>;
export type DeployRules = z.output<typeof deployRulesSchema>;
