import { CommandError } from './command-error.ts';
import { COMMAND_NAMES, COMMANDS } from './command-table.ts';
import { commandNameOf, parseCommand } from './parse-command.ts';

const known = {
  services: ['metadata-scraper', 'deploy-bot', 'user-auth'],
  environments: ['staging', 'production'],
};

const parse = (text: string) => parseCommand(text, known);

function mistakeOf(text: string, among = known): string {
  try {
    return `understood: ${JSON.stringify(parseCommand(text, among))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    return (error as Error).message;
  }
}

describe('a command', () => {
  it.each([
    ['metadata-scraper', { name: 'deploy', service: 'metadata-scraper' }],
    ['deploy metadata-scraper', { name: 'deploy', service: 'metadata-scraper' }],
    [
      'metadata-scraper 1a2b3c4 production',
      { name: 'deploy', service: 'metadata-scraper', version: '1a2b3c4', environment: 'production' },
    ],
    [
      'metadata-scraper production 1a2b3c4',
      { name: 'deploy', service: 'metadata-scraper', version: '1a2b3c4', environment: 'production' },
    ],
    [
      'Production 2026.11.23-1a2b3c4d `Metadata-Scraper`',
      { name: 'deploy', service: 'metadata-scraper', version: '2026.11.23-1a2b3c4d', environment: 'production' },
    ],
    ['metadata-scraper —force', { name: 'deploy', service: 'metadata-scraper', force: true }],
    [
      'metadata-scraper --force production because A &amp; B &lt;3',
      {
        name: 'deploy',
        service: 'metadata-scraper',
        environment: 'production',
        force: true,
        reason: 'A & B <3',
      },
    ],
    ['metadata-scraper because', { name: 'deploy', service: 'metadata-scraper' }],
    ['metadata-scraper latest', { name: 'deploy', service: 'metadata-scraper', version: 'latest' }],
    ['status', { name: 'status' }],
    ['status user-auth', { name: 'status', service: 'user-auth' }],
    ['history user-auth production', { name: 'history', service: 'user-auth', environment: 'production' }],
    ['rollback user-auth', { name: 'rollback', service: 'user-auth' }],
    [
      'rollback user-auth production 1a2b3c4',
      { name: 'rollback', service: 'user-auth', environment: 'production', version: '1a2b3c4' },
    ],
    ['canary user-auth 1a2b3c4 10', { name: 'canary', service: 'user-auth', version: '1a2b3c4', percent: 10 }],
    [
      'canary 25% production 1a2b3c4 user-auth',
      { name: 'canary', service: 'user-auth', version: '1a2b3c4', percent: 25, environment: 'production' },
    ],
    ['promote user-auth', { name: 'promote', service: 'user-auth' }],
    ['withdraw user-auth', { name: 'withdraw', service: 'user-auth' }],
    ['lock all', { name: 'lock', service: 'all' }],
    [
      'lock all production the product launch is on',
      { name: 'lock', service: 'all', environment: 'production', reason: 'the product launch is on' },
    ],
    ['lock user-auth because of a leak', { name: 'lock', service: 'user-auth', reason: 'of a leak' }],
    ['unlock user-auth production', { name: 'unlock', service: 'user-auth', environment: 'production' }],
    ['diff user-auth production', { name: 'diff', service: 'user-auth', environment: 'production' }],
    ['logs user-auth', { name: 'logs', service: 'user-auth' }],
    ['', { name: 'help' }],
    ['HELP Canary', { name: 'help', topic: 'canary' }],
  ])('"/deploy %s" is %j', (text, command) => {
    expect(parse(text)).toEqual({ force: false, ...command });
  });

  it.each([
    ['metadata-scrapper', 'There is no service `metadata-scrapper`: did you mean `metadata-scraper`?'],
    ['statsu', 'There is no service `statsu`: did you mean `status`?'],
    ['history statsu', 'There is no service `statsu`. There are `metadata-scraper`, `deploy-bot`, `user-auth`.'],
    ['<!channel>', 'There is no service `&lt;!channel&gt;`. There are `metadata-scraper`, `deploy-bot`, `user-auth`.'],
    ['lock al', 'There is no service `al`: did you mean `all`?'],
    ['user-auth prodution', 'There is no environment `prodution`: did you mean `production`?'],
    ['user-auth 1a2b3c4 stagin', 'There is no environment `stagin`: did you mean `staging`?'],
    [
      'user-auth 1a2b3c4 moon',
      '`moon` has no place here, and is no environment (`staging`, `production`): `/deploy &lt;service&gt; [version] [env] [--force] [because reason]`',
    ],
    ['lock user-auth productio we look', 'There is no environment `productio`: did you mean `production`?'],
    ['logs', 'Say which service: `/deploy logs &lt;service&gt; [env]`'],
    ['production', 'Say which service: `/deploy &lt;service&gt; [version] [env] [--force] [because reason]`'],
    [
      'canary user-auth',
      'Say which version: `/deploy canary &lt;service&gt; &lt;version&gt; &lt;percent&gt; [env] [--force] [because reason]`',
    ],
    [
      'canary user-auth 1a2b3c4',
      'Say which share of the requests, 1 to 99: `/deploy canary &lt;service&gt; &lt;version&gt; &lt;percent&gt; [env] [--force] [because reason]`',
    ],
    [
      'promote user-auth production because',
      'understood: {"name":"promote","force":false,"service":"user-auth","environment":"production"}',
    ],
    ['help canry', 'There is no command `canry`: did you mean `canary`?'],
    [
      'help everything',
      'There is no command `everything`. There are `deploy`, `status`, `history`, `rollback`, `canary`, `promote`, `withdraw`, `lock`, `unlock`, `diff`, `logs`, `help`.',
    ],
  ])('"/deploy %s" is answered: %s', (text, answer) => {
    expect(mistakeOf(text)).toBe(answer);
  });

  it('says so where no service is known yet', () => {
    expect(mistakeOf('shop', { services: [], environments: ['staging'] })).toBe(
      'There is no service `shop`. None is known yet.',
    );
  });

  it('is named before all that it needs is known', () => {
    expect(['', 'shop', 'Rollback shop', 'help'].map(commandNameOf)).toEqual(['help', 'deploy', 'rollback', 'help']);
  });

  it.each(COMMAND_NAMES.flatMap((name) => COMMANDS[name].examples.map((example) => [example, name] as const)))(
    'reads "/deploy %s", an example of its help, as %s',
    (example, name) => {
      expect(parse(example).name).toBe(name);
    },
  );
});
