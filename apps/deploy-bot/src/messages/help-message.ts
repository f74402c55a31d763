import { COMMAND_NAMES, type CommandName, COMMANDS, usageOf } from '../commands/command-table.ts';
import { context, type Message, messageOf, section } from '../slack/message.ts';
import { code, escape } from '../slack/mrkdwn.ts';

/** The list of commands, or all about one. */
export function helpMessage(environments: readonly string[], topic?: CommandName): Message {
  if (topic !== undefined) return topicMessage(topic, environments);
  const lines = COMMAND_NAMES.map((name) => `• ${code(usageOf(name))}\n   ${escape(COMMANDS[name].summary)}`);
  return messageOf('What /deploy does', [
    section(lines.join('\n')),
    context(defaultsOf(environments), `${code('/deploy help canary')} tells all about one command.`),
  ]);
}

function topicMessage(topic: CommandName, environments: readonly string[]): Message {
  const { summary, more, examples } = COMMANDS[topic];
  return messageOf(`${usageOf(topic)}: ${summary}`, [
    section(
      `${code(usageOf(topic))}\n${escape([`It ${topic === 'help' ? 'shows ' : ''}${summary}.`, ...more].join(' '))}`,
    ),
    section(examples.map((example) => `• ${code(`/deploy ${example}`)}`).join('\n')),
    context(defaultsOf(environments)),
  ]);
}

function defaultsOf(environments: readonly string[]): string {
  const [first, ...others] = environments.map(code);
  const rest = others.length === 0 ? '' : `, or ${others.join(', ')}`;
  return `A version is a tag, a commit or a digest, the newest unless one is named; an environment is ${String(first)} unless named${rest}.`;
}
