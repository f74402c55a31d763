import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { listServices } from '../descriptor/list-services.ts';
import { filesOn } from '../workspace/files.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardPage } from './scorecard-page.ts';

/**
 * Writes `coverage/apps/<service>/scorecard.json`, and anew the page of all services, `coverage/scorecard.html`.
 *
 * @returns the page's path, from the workspace's root
 */
export function keepScorecard(card: Scorecard, workspaceRoot: string): string {
  const fileOf = (service: string): string => `coverage/apps/${service}/scorecard.json`;
  const files = filesOn(workspaceRoot);
  writeWhole(join(workspaceRoot, fileOf(card.service)), `${JSON.stringify(card, null, 2)}\n`);
  const cards = listServices(files).flatMap(({ name }): readonly Scorecard[] => {
    const text = files.read(fileOf(name), 'utf-8');
    return text === null ? [] : [JSON.parse(text) as Scorecard]; // it is what stands above
  });
  const page = 'coverage/scorecard.html';
  writeWhole(join(workspaceRoot, page), scorecardPage(cards, card.verdicts));
  return page;
}

/** Other services are judged at the same time, and read what stands here. */
function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}
