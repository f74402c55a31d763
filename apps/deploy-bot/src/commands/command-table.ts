/** What a command takes, in the order in which its help shows them. `?`: may be left out. */
export type Part =
  | 'service'
  | 'service?'
  | 'service|all'
  | 'version'
  | 'version?'
  | 'percent'
  | 'env?'
  | 'force?'
  | 'reason?'
  | 'because?'
  | 'command?';

export interface CommandSpec {
  readonly parts: readonly Part[];
  /** For the list of commands. */
  readonly summary: string;
  /** For the help of the command: a sentence each. */
  readonly more: readonly string[];
  readonly examples: readonly string[];
}

/** The commands, as `/deploy help` lists them. What is parsed, helped with and suggested comes from here. */
export const COMMANDS = {
  deploy: {
    parts: ['service', 'version?', 'env?', 'force?', 'because?'],
    summary: 'puts a version into an environment, and goes back by itself where it fails',
    more: [
      'The word `deploy` may be left out.',
      'A version that failed before is refused from then on; `--force` takes it nevertheless.',
    ],
    examples: [
      'metadata-scraper',
      'metadata-scraper 2026.11.23-1a2b3c4d production',
      'metadata-scraper 1a2b3c4d --force because the map is fixed',
    ],
  },
  status: {
    parts: ['service?'],
    summary: 'what runs where, what is under way, what is locked',
    more: [],
    examples: ['status', 'status metadata-scraper'],
  },
  history: {
    parts: ['service', 'env?'],
    summary: 'what was deployed, by whom, and how it ended',
    more: [],
    examples: ['history metadata-scraper production'],
  },
  rollback: {
    parts: ['service', 'env?', 'version?', 'force?', 'because?'],
    summary: 'goes back to the version before, or the one that is named',
    more: ['Image and configuration go back together.'],
    examples: ['rollback metadata-scraper production', 'rollback metadata-scraper production 2026.11.20-0f1e2d3c'],
  },
  canary: {
    parts: ['service', 'version', 'percent', 'env?', 'force?', 'because?'],
    summary: 'gives a version a share of the requests, beside the one that runs',
    more: ['It is compared with the version that runs, and promoted or withdrawn by itself or by command.'],
    examples: ['canary metadata-scraper 1a2b3c4d 10 production'],
  },
  promote: {
    parts: ['service', 'env?', 'because?'],
    summary: 'makes the canary the version of all',
    more: ['Without an environment it is the one that has a canary.'],
    examples: ['promote metadata-scraper'],
  },
  withdraw: {
    parts: ['service', 'env?', 'because?'],
    summary: 'takes the canary away',
    more: ['Without an environment it is the one that has a canary.'],
    examples: ['withdraw metadata-scraper'],
  },
  lock: {
    parts: ['service|all', 'env?', 'reason?'],
    summary: 'keeps a service, or all, from being deployed',
    more: ['The lock stays until it is taken away; it is reminded of.'],
    examples: ['lock metadata-scraper production we are looking at a leak', 'lock all production'],
  },
  unlock: {
    parts: ['service|all', 'env?', 'reason?'],
    summary: 'takes a lock away',
    more: [],
    examples: ['unlock metadata-scraper production'],
  },
  diff: {
    parts: ['service', 'version?', 'env?'],
    summary: 'what a version, or the newest, has that what runs has not',
    more: [],
    examples: ['diff metadata-scraper production'],
  },
  logs: {
    parts: ['service', 'env?'],
    summary: 'the last lines of each pod',
    more: [],
    examples: ['logs metadata-scraper'],
  },
  help: {
    parts: ['command?'],
    summary: 'this list, or all about one command',
    more: [],
    examples: ['help canary'],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export const isCommandName = (word: string): word is CommandName => Object.hasOwn(COMMANDS, word);

const SHOWN: Readonly<Record<Part, string>> = {
  service: '<service>',
  'service?': '[service]',
  'service|all': '<service|all>',
  version: '<version>',
  'version?': '[version]',
  percent: '<percent>',
  'env?': '[env]',
  'force?': '[--force]',
  'reason?': '[reason]',
  'because?': '[because reason]',
  'command?': '[command]',
};

/** How a command is written: `/deploy lock <service|all> [env] [reason]`. */
export function usageOf(name: CommandName): string {
  const words = COMMANDS[name].parts.map((part) => SHOWN[part]);
  return ['/deploy', ...(name === 'deploy' ? [] : [name]), ...words].join(' ');
}
