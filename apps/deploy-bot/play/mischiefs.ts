import type { FakeCluster } from '@exemplar/testing/kubernetes';
import type { Registry } from '@exemplar/testing/registry';
import type { Slack } from '@exemplar/testing/slack';

export interface Fakes {
  readonly cluster: FakeCluster;
  readonly registry: Registry;
  readonly slack: Slack;
}

interface Mischief {
  readonly id: string;
  readonly label: string;
  readonly says: string;
  readonly make: (fakes: Fakes) => void;
}

/** How long what goes away stays away, in ms. */
const AWAY_MS = 10_000;

const awayFor = (part: { readonly gone: () => Promise<void>; readonly back: () => Promise<void> }): void => {
  void part.gone().then(() => setTimeout(() => void part.back(), AWAY_MS));
};

/** What people can make go wrong in the middle of a deploy. */
export const MISCHIEFS: readonly Mischief[] = [
  {
    id: 'slack-limits',
    label: 'Slack limits',
    says: 'Its next five calls are answered with 429',
    make: ({ slack }) => {
      slack.rateLimit(5, 2);
    },
  },
  {
    id: 'slack-gone',
    label: 'Slack goes',
    says: 'Its API refuses connections for 10 s',
    make: ({ slack }) => {
      awayFor(slack);
    },
  },
  {
    id: 'cluster-gone',
    label: 'The cluster goes',
    says: 'Its API refuses connections for 10 s; what runs goes on',
    make: ({ cluster }) => {
      awayFor(cluster);
    },
  },
  {
    id: 'watches-end',
    label: 'Watches expire',
    says: 'Those under way end with 410',
    make: ({ cluster }) => {
      cluster.expire();
    },
  },
  {
    id: 'registry-gone',
    label: 'The registry goes',
    says: 'It refuses connections for 10 s',
    make: ({ registry }) => {
      awayFor(registry);
    },
  },
];
