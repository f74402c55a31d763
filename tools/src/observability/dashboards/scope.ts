import { ofContainer, ofService, series } from '../rules/series.ts';

/** A service's series as its dashboard shows them: of what is chosen at the top. */
export interface Scope {
  /** What the service says, of the chosen instances. */
  readonly own: (name: string, ...matchers: readonly string[]) => string;
  /** What was recorded of the service, over all instances of a namespace. */
  readonly recorded: (name: string) => string;
  /** What Kubernetes says of the service's containers. */
  readonly container: (name: string, ...matchers: readonly string[]) => string;
}

const NAMESPACE = 'namespace=~"$namespace"';

export const scopeOf = (service: string): Scope => ({
  own: (name, ...matchers) => series(name, ofService(service), NAMESPACE, 'instance=~"$instance"', ...matchers),
  recorded: (name) => series(name, ofService(service), NAMESPACE),
  container: (name, ...matchers) => series(name, ofContainer(service), NAMESPACE, ...matchers),
});

/** A counter's rate, over as long as the resolution of a graph asks for. */
export const perSecond = (counter: string): string => `rate(${counter}[$__rate_interval])`;

/** A percentile of a histogram's buckets, for each value of a label. */
export const percentile = (percent: number, label: string, buckets: string): string =>
  `histogram_quantile(${percent / 100}, sum by (le, ${label}) (${perSecond(buckets)}))`;
