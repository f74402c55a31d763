/// <reference lib="dom" />
// @ts-check

import { startPlayground } from './start-playground.js';

await startPlayground({
  window,
  fetch: (...request) => fetch(...request),
  now: () => performance.now(),
});
