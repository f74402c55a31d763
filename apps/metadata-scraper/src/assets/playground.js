/// <reference lib="dom" />
// @ts-check

import { startPlayground } from './start-playground.js';
import { startThemeSwitch } from './theme-switch.js';

startThemeSwitch(window.document, () => window.localStorage);
await startPlayground({
  window,
  fetch: (...request) => fetch(...request),
  now: () => performance.now(),
});
