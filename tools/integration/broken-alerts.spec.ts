import { ALERT_CASES } from '../fixtures/alert-cases/all-cases.ts';
import { needPrograms } from '../fixtures/need-programs.ts';
import { complaintOf, shop } from '../fixtures/promtool.ts';
import type { AlertRule } from '../src/observability/rules/alert.ts';
import { prometheusRule } from '../src/observability/rules/prometheus-rule.ts';

const RULES = prometheusRule(shop());
type Rules = typeof RULES;
type Rule = Rules['spec']['groups'][number]['rules'][number];

const isAlert = (rule: Rule): rule is AlertRule => 'alert' in rule;
const ALERTS = RULES.spec.groups.flatMap(({ rules }): readonly Rule[] => rules).filter(isAlert);

/** Limits, times as much. */
const limits = (factor: number) => (rule: AlertRule) => ({
  ...rule,
  expr: rule.expr.replaceAll(/(?<= >=? )[\d.]+/g, (limit) => String(Number(limit) * factor)),
});

/** How an alert may be wrong. */
const BREAKS: Readonly<Record<string, (rule: AlertRule) => AlertRule>> = {
  'never fires': (rule) => ({ ...rule, expr: `(${rule.expr}) and on () (vector(1) > 2)` }),
  'fires ten times as early': limits(0.1),
  'fires ten times as late': limits(10),
  'fires where it should be silent': (rule) => ({ ...rule, expr: rule.expr.replace(/ (?:>|>=) /, ' <= ') }),
  'has no floor': (rule) => ({ ...rule, expr: rule.expr.replace(/ and \S[^>]*>= \d+$/, '') }),
  'looks at one time only': (rule) => ({ ...rule, expr: rule.expr.replace(/ and \S+ > [\d.]+(?= and)/, '') }),
  'asks other services, too': (rule) => ({
    ...rule,
    expr: rule.expr.replaceAll(/(job|container|deployment)="shop"/g, '$1=~".+"'),
  }),
  'does not wait': ({ for: _, ...rule }) => rule,
  'waits for hours': (rule) => (rule.for === undefined ? rule : { ...rule, for: '6h' }),
};

const isBroken = (rule: AlertRule, broken: AlertRule): boolean => JSON.stringify(rule) !== JSON.stringify(broken);

/** The rules, one of which is another. */
const rulesWith = (rule: AlertRule, broken: AlertRule): Rules => ({
  ...RULES,
  spec: {
    groups: RULES.spec.groups.map((group) => ({
      ...group,
      rules: (group.rules as readonly Rule[]).map((one) => (one === rule ? broken : one)),
    })) as Rules['spec']['groups'],
  },
});

describe('an alert that is broken on purpose', () => {
  beforeAll(() => {
    needPrograms({ promtool: 'prometheus' });
  });

  const broken = ALERTS.flatMap((rule) =>
    Object.entries(BREAKS)
      .map(([how, breakIt]) => [rule, how, breakIt(rule)] as const)
      .filter(([, , other]) => isBroken(rule, other)),
  );

  it.each(broken.map(([rule, how, other]) => [rule.alert, rule.labels.window ?? '', how, rule, other] as const))(
    'is noticed: %s %s %s',
    (alert, _window, _how, rule, other) => {
      const cases = ALERT_CASES.filter((one) => one.alert === alert);
      expect(cases.some((one) => complaintOf(rulesWith(rule, other), one) !== '')).toBe(true);
    },
    60_000,
  );
});
