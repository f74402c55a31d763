import { ALERT_CASES } from '../../../fixtures/alert-cases/all-cases.ts';
import { complaintOf, complaintOfValue, shop } from '../../../fixtures/promtool.ts';
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

  it('page for what users feel, and open tickets for what will be', () => {
    const pages = alertsOf(shop()).filter(({ urgency }) => urgency === 'page');
    expect(pages.map(({ alert, labels }) => [alert, labels?.window])).toEqual([
      ['AvailabilityBudgetBurn', '1h'],
      ['AvailabilityBudgetBurn', '6h'],
      ['LatencyBudgetBurn', '1h'],
      ['LatencyBudgetBurn', '6h'],
      ['TargetAbsent', undefined],
      ['OutboundFailing', undefined],
    ]);
  });

  for (const alertCase of PROMTOOL ? ALERT_CASES : []) {
    it(`${alertCase.alert} ${alertCase.when}`, () => {
      expect(complaintOf(RULES, alertCase)).toBe('');
    });
  }
});

describe('the recorded series', () => {
  /** Of 2,000 requests a minute, one fails and five are slow: half of what may, each. */
  const HALF = {
    ['http_requests_total{job="shop", namespace="live", status="200"}']: '0+1999x60',
    ['http_requests_total{job="shop", namespace="live", status="500"}']: '0+1x60',
    ['http_request_duration_seconds_count{job="shop", namespace="live"}']: '0+2000x60',
    ['http_request_duration_seconds_bucket{job="shop", namespace="live", le="1"}']: '0+1990x60',
  };
  const VALUES = {
    'job:http_requests:rate5m': 33.333,
    'job:http_request_faults:rate5m': 0.017,
    'job:http_requests_slow:rate5m': 0.167,
    'job:slo_availability_budget_left:ratio30d': 0.5,
    'job:slo_latency_budget_left:ratio30d': 0.5,
  };

  for (const [record, value] of PROMTOOL ? Object.entries(VALUES) : []) {
    it(`tells dashboards of ${record}`, () => {
      expect(complaintOfValue(RULES, HALF, record, value)).toBe('');
    });
  }
});
