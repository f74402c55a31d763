export type MetricKind = 'counter' | 'gauge' | 'histogram';

const NAME = /^[a-z][a-z\d]*(?:_[a-z\d]+)+$/;
const WRONG_UNITS = /_(?:ms|millis|milliseconds|minutes|hours|kb|mb|kilobytes|megabytes|percent)(?:_|$)/;

/**
 * Holds a metric against Prometheus' conventions; https://prometheus.io/docs/practices/naming/.
 *
 * @throws TypeError with what to do
 */
export function checkMetric(kind: MetricKind, name: string, help: string): void {
  const refuse = (why: string): never => {
    throw new TypeError(`The ${kind} "${name}" ${why}.`);
  };
  if (!NAME.test(name)) refuse('needs a name in snake_case with a prefix, such as cache_hits_total');
  if (WRONG_UNITS.test(name)) refuse('needs a base unit: seconds, bytes, ratio');
  if ((kind === 'counter') !== name.endsWith('_total')) {
    refuse(kind === 'counter' ? 'needs a name that ends with _total' : 'must not end with _total, as counters do');
  }
  if (help === '') refuse('needs a help text');
}
