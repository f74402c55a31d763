import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse, stringify } from 'yaml';
import { z } from 'zod';

import type { SlackGroup, SlackUser } from '@exemplar/testing/slack';

const platformFile = z.looseObject({
  environments: z.record(z.string(), z.looseObject({ namespace: z.string(), prometheus: z.string().optional() })),
});

const rulesFile = z.looseObject({
  people: z.record(z.string(), z.object({ slack: z.string() })),
  groups: z.record(z.string(), z.object({ people: z.array(z.string()).default([]), slack: z.string().optional() })),
  environments: z.record(z.string(), z.looseObject({ freezes: z.unknown().optional() })),
});

/** What the bot is told instead of the repository's own files, and who is in them. */
export interface PlaySettings extends Disposable {
  readonly platformFile: string;
  readonly rulesFile: string;
  /** The namespace of each environment. */
  readonly environments: Readonly<Record<string, { readonly namespace: string }>>;
  readonly users: readonly SlackUser[];
  readonly groups: readonly SlackGroup[];
}

/** Somebody whom the rules do not know. */
const STRANGER: SlackUser = { id: 'U0STRANGER', name: 'mallory', realName: 'Mallory, whom the rules do not know' };

/**
 * Writes the repository's platform and rules anew for the play: without Prometheus, which nobody runs here, and without freezes, so that
 * there is something to play at weekends.
 */
export function writeSettings(workspaceRoot: string): PlaySettings {
  const read = (name: string): unknown => parse(readFileSync(join(workspaceRoot, 'k8s', name), 'utf8'));
  const platform = platformFile.parse(read('platform.yaml'));
  const rules = rulesFile.parse(read('deploy-rules.yaml'));
  const folder = mkdtempSync(join(tmpdir(), 'deploy-bot-play-'));
  const write = (name: string, value: unknown): string => {
    writeFileSync(join(folder, name), stringify(value));
    return join(folder, name);
  };
  const environments = mapValues(platform.environments, ({ prometheus: _none, ...environment }) => environment);
  const unfrozen = mapValues(rules.environments, ({ freezes: _none, ...environment }) => environment);
  return {
    platformFile: write('platform.yaml', { ...platform, environments }),
    rulesFile: write('deploy-rules.yaml', { ...rules, environments: unfrozen }),
    environments,
    users: [...Object.entries(rules.people).map(([name, { slack }]) => userOf(name, slack)), STRANGER],
    groups: Object.entries(rules.groups).flatMap(([handle, { slack, people }]) =>
      slack === undefined
        ? []
        : [{ id: slack, handle, members: people.flatMap((name) => rules.people[name]?.slack ?? []) }],
    ),
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

const userOf = (name: string, id: string): SlackUser => ({
  id,
  name,
  realName: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
});

const mapValues = <In, Out>(record: Readonly<Record<string, In>>, change: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
