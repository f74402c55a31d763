import { fileURLToPath } from 'node:url';

import { startSamplePages } from './sample-pages.ts';
import { startBrowser } from './start-browser.ts';
import { startBundle } from './start-bundle.ts';

/** The pictures of the playground that the README shows. */
const PICTURES = [
  { name: 'playground-light', width: 1280, height: 1000, colorScheme: 'light' },
  { name: 'playground-dark', width: 1280, height: 1000, colorScheme: 'dark' },
  { name: 'playground-phone', width: 390, height: 844, colorScheme: 'light' },
] as const;

const fileOf = (name: string): string => fileURLToPath(new URL(`../../../docs/images/${name}.png`, import.meta.url));

await using origin = await startSamplePages();
const service = await startBundle({ OUTBOUND_ALLOW_CIDRS: '127.0.0.0/8,::1/128', OUTBOUND_ALLOW_PORTS: '*' });
const browser = await startBrowser();
const link = `http://coast.localhost:${new URL(origin.url).port}/dunes`;
try {
  for (const { name, width, height, colorScheme } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${service.url}/?url=${encodeURIComponent(link)}`);
    await page.getByRole('article', { name: 'On Facebook' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: fileOf(name) });
    await page.close();
  }
} finally {
  await browser.close();
  await service.stop();
}
