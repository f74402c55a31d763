import { ALERT_CASES } from '../../../fixtures/alert-cases/all-cases.ts';
import { complaintOf, shop } from '../../../fixtures/promtool.ts';
import { isInstalled } from '../../program/is-installed.ts';
import { alertsOf, prometheusRule } from './prometheus-rule.ts';

const RULES = prometheusRule(shop());
const NAMES = [...new Set(alertsOf(shop()).map(({ alert }) => alert))];
const PROMTOOL = isInstalled('promtool', process.env.PATH ?? '');

if (!PROMTOOL) process.stderr.write('promtool is missing: only npm run test:integration tries the alerts.\n');

describe('the alerts', () => {
  it.each(NAMES)('are tried where %s fires, and where it is silent', (name) => {
    const fires = ALERT_CASES.filter(({ alert }) => alert === name).map((one) => one.fires.length > 0);
    expect(new Set(fires)).toEqual(new Set([true, false]));
  });

  for (const alertCase of PROMTOOL ? ALERT_CASES : []) {
    it(`${alertCase.alert} ${alertCase.when}`, () => {
      expect(complaintOf(RULES, alertCase)).toBe('');
    });
  }
});
