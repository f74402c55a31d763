import { goOn, type Reading } from './go-on.ts';

const REQUESTS = 'http_requests_total{status="200"}';
const RESTARTS = 'kube_pod_container_status_restarts_total{container="shop"}';

type Values = Readonly<Record<string, number>>;

/** Two seconds as usual, and two of trouble. */
const goneOn = (usual: Values, trouble: Values): Readonly<Record<string, string>> => {
  const reading = (values: Values, at: number): Reading => ({ series: new Map(Object.entries(values)), at });
  const [from, turn, to] = [reading({}, 0), reading(usual, 2000), reading(trouble, 4000)];
  return goOn({ from, to: turn }, { from: turn, to });
};

describe('what goes on', () => {
  it('grows as fast, where it is a counter, and stays, where it is none', () => {
    const gauge = `cache_shared_connected{pod="shop-1"}`;
    expect(goneOn({ [REQUESTS]: 2, [gauge]: 1 }, { [REQUESTS]: 6, [gauge]: 0 })).toEqual({
      [REQUESTS]: '60.000000+60.000000x359 21720.000000+120.000000x59',
      [gauge]: '1.000000x359 0.000000x59',
    });
  });

  it('begins anew where a counter fell, as that of another process does', () => {
    expect(goneOn({ [REQUESTS]: 60 }, { [REQUESTS]: 4 })[REQUESTS]).toMatch(/ 648120.000000\+120.000000x59$/);
  });

  it('has gaps where nothing was told', () => {
    const [age, late] = [`age_seconds{pod="shop-1"}`, `late_seconds{pod="shop-1"}`];
    expect(goneOn({ [age]: 5 }, { [late]: NaN })).toEqual({
      [age]: '5.000000x359 _x60',
      [late]: '_x360 _x60',
    });
  });

  it('is started again once', () => {
    expect(goneOn({ [RESTARTS]: 0 }, { [RESTARTS]: 1 })[RESTARTS]).toBe('0.000000x359 1.000000x59');
  });
});
