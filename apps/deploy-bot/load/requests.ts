import type { LoadMix } from '@exemplar/testing';

/** What a load test asks, and how often each. */
const mix: LoadMix = {
  requests: [{ name: 'a greeting', weight: 1, path: '/v1/greeting?name=Ada' }],
};

export default mix;
