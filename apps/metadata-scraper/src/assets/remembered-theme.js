/// <reference lib="dom" />
// @ts-check

// No module: it runs before anything is painted, so that nobody who chose dark sees a flash of light.
try {
  document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'system';
} catch {
  // where storage is forbidden, the system's
}
