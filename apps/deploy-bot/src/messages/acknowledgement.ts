import type { CommandName } from '../commands/command-table.ts';
import { code } from '../slack/mrkdwn.ts';

/** What takes longer than people wait without a word. What only reads answers by itself soon enough. */
const WITH_WORDS: ReadonlySet<CommandName> = new Set(['deploy', 'rollback', 'canary', 'promote', 'withdraw']);

/** The first answer, which only the asker sees; null where what follows is soon enough. */
export const acknowledgementOf = (name: CommandName, text: string): string | null =>
  WITH_WORDS.has(name) ? `On it: ${code(`/deploy ${text}`)}` : null;
