import { GRACE, NOW, PRODUCTION, progress, release } from '../../fixtures/samples.ts';
import { textOf } from '../../fixtures/text-of.ts';
import { createLinks } from './links.ts';
import { outcomeMessage } from './outcome-message.ts';
import { progressMessage } from './progress-message.ts';

const linksOf = createLinks({
  repository: 'https://github.com/example/exemplar.git',
  environments: {
    staging: {
      namespace: 'exemplar-staging',
      logs: 'https://logs.example.com/{namespace}/{service}',
      dashboards: 'https://grafana.example.com/d/{service}',
    },
  },
});

const show = (more: Parameters<typeof progress>[0], now = NOW + 4000) =>
  progressMessage(progress(more), { linksOf, now: () => now });

describe('the message of a deploy', () => {
  it('says what, who, from and to, pods and time, and where to look', () => {
    const message = show({ reason: 'the sale <starts>' });

    expect(message.text).toBe(
      ':hourglass_flowing_sand: Deploying `shop` on *staging*: rolling out (1 of 3 ready, by <@U0ADA>)',
    );
    expect(textOf(message)).toBe(
      [
        ':hourglass_flowing_sand: Deploying `shop` on *staging*: rolling out',
        '*Version*\n`2026.11.21-11111111` → `2026.11.22-22222222`',
        '*Pods*\n▰▱▱ 1 of 3 ready',
        '*By*\n<@U0ADA>',
        '*Elapsed*\n4 s',
        '`2222222` Sell 2 things, by Ada',
        'Because the sale &lt;starts&gt;',
        '<https://logs.example.com/exemplar-staging/shop|Logs> · <https://grafana.example.com/d/shop|Dashboard> · <https://github.com/example/exemplar/compare/1111111111111111111111111111111111111111...2222222222222222222222222222222222222222|Commits>',
      ].join('\n'),
    );
  });

  it.each([
    [{ phase: 'starting' }, ':hourglass_flowing_sand: Deploying `shop` on *staging*: starting'],
    [{ phase: 'applying', kind: 'rollback' }, ':hourglass_flowing_sand: Going back with `shop` on *staging*: applying'],
    [
      { phase: 'settling', kind: 'promote' },
      ':hourglass_flowing_sand: Promoting the canary of `shop` on *staging*: all pods serve; watching them for a moment',
    ],
    [{ phase: 'live', elapsedMs: 14_200 }, ':white_check_mark: *Live*: `shop` on *staging* after 14 s'],
    [{ phase: 'canary', elapsedMs: 65_000 }, ':white_check_mark: *Canary serves*: `shop` on *staging* after 1 min 5 s'],
    [{ phase: 'withdrawn' }, ':white_check_mark: *Canary withdrawn*: `shop` on *staging* after 4 s'],
    [{ phase: 'rolled-back' }, ':x: *Failed, and rolled back*: `shop` on *staging* after 4 s'],
    [{ phase: 'failed' }, ':rotating_light: *Failed*: `shop` on *staging* after 4 s'],
  ] as const)('of %j begins: %s', (more, head) => {
    expect(show(more).text).toBe(`${head} (1 of 3 ready, by <@U0ADA>)`);
  });

  it('shows the time that has passed since the engine last told something, until it is over', () => {
    expect(textOf(show({}, NOW + 9000))).toContain('*Elapsed*\n9 s');
    expect(textOf(show({ phase: 'live' }, NOW + 9000))).toContain('*Took*\n4 s');
  });

  it('shows a first deploy, many pods, and a share of the requests', () => {
    const shown = textOf(show({ from: null, kind: 'canary', percent: 10, ready: 24, wanted: 25, actor: GRACE }));

    expect(shown).toContain('*Version*\nnothing → `2026.11.22-22222222`, 10 % of requests');
    expect(shown).toContain('*Pods*\n▰▰▰▰▰▰▰▰▰▱ 24 of 25 ready');
    expect(shown).toContain('*By*\ngrace');
    expect(shown).toContain('|Commit>');
    expect(textOf(show({ ready: 0, wanted: 0 }))).toContain('*Pods*\nnone yet');
  });

  it('has no link where none is known, or nothing changed', () => {
    const { blocks } = show({ target: PRODUCTION, from: release(2) });

    expect(blocks).toHaveLength(3);
  });

  const crash = {
    code: 'crashed',
    sentence: 'The container ended with exit code 1, three times.',
    logs: ['starting', 'password=hunter2hunter2', 'Error: no <config>'],
  } as const;

  it('tells what looks wrong while it may still pass', () => {
    const shown = textOf(show({ trouble: { code: 'unschedulable', sentence: 'No node has 2 CPUs.' } }));

    expect(shown).toContain('*Looks wrong*: No node has 2 CPUs.');
    expect(shown).not.toContain('```');
  });

  it('tells why it failed, with the last lines without secrets, and what is put back', () => {
    const goingBack = textOf(show({ phase: 'rolling-back', trouble: crash, backTo: release(1) }));
    const back = textOf(show({ phase: 'rolled-back', trouble: crash, backTo: release(1) }));

    expect(goingBack).toContain('*Going back to* `2026.11.21-11111111`.');
    expect(back).toContain(
      [
        '*Why*: The container ended with exit code 1, three times.',
        '```\nstarting\npassword=[redacted]\nError: no &lt;config&gt;\n```',
        '*Put back*: `2026.11.21-11111111`, which serves again.',
        '`2026.11.22-22222222` is refused from now on: `/deploy shop 2026.11.22-22222222 staging --force` takes it nevertheless.',
      ].join('\n'),
    );
  });

  it('says when somebody has to look', () => {
    const notes = ['There was nothing healthy to go back to.'];
    const shown = textOf(show({ phase: 'failed', trouble: crash, notes }));

    expect(shown).toContain('*Somebody has to look now*: it is not back either.');
    expect(shown).toContain('There was nothing healthy to go back to.');
  });

  it('says no more of what nobody was there to end', () => {
    const interrupted = { code: 'interrupted', sentence: 'Other hands changed shop.' } as const;

    expect(textOf(show({ phase: 'failed', trouble: interrupted }))).not.toContain('look now');
  });

  it('says what was left out, and what else there is to know', () => {
    const shown = textOf(
      show({
        leftOut: ['HTTPRoute shop, which the cluster <does> not know'],
        notes: ['Taken up from a process that is gone.'],
      }),
    );

    expect(shown).toContain('Left out: HTTPRoute shop, which the cluster &lt;does&gt; not know');
    expect(shown).toContain('Taken up from a process that is gone.');
  });
});

describe('the word to who asked', () => {
  it.each([
    [{ phase: 'live' }, ':white_check_mark: *Live*: `shop` on *staging* after 4 s: `2026.11.22-22222222`.'],
    [
      { phase: 'rolled-back', trouble: { code: 'quota', sentence: 'The quota is used up.' }, backTo: release(1) },
      ':x: *Failed, and rolled back*: `shop` on *staging* after 4 s: `2026.11.22-22222222`. The quota is used up. `2026.11.21-11111111` serves again.',
    ],
    [
      { phase: 'rolled-back' },
      ':x: *Failed, and rolled back*: `shop` on *staging* after 4 s: `2026.11.22-22222222`. `2026.11.21-11111111` serves again.',
    ],
  ] as const)('of %j is: %s', (more, text) => {
    expect(outcomeMessage({ ...progress(more), phase: more.phase }).text).toBe(text);
  });
});
