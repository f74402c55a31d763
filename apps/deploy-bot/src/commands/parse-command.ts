import { nearest } from '@exemplar/deploy-engine';

import { code } from '../slack/mrkdwn.ts';
import { CommandError } from './command-error.ts';
import { COMMAND_NAMES, type CommandName, COMMANDS, isCommandName, type Part, usageOf } from './command-table.ts';
import { wordsOf } from './words-of.ts';

/** A command, as it was meant. */
export interface Command {
  readonly name: CommandName;
  /** `all`, of a lock. */
  readonly service?: string;
  readonly version?: string;
  readonly environment?: string;
  readonly percent?: number;
  readonly force: boolean;
  readonly reason?: string;
  /** What help is asked for. */
  readonly topic?: CommandName;
}

export interface Known {
  readonly services: readonly string[];
  readonly environments: readonly string[];
}

type Found = { -readonly [Key in keyof Command]: Command[Key] };

/** Which command a text is of, before anything else is known of it: one that no word names deploys. */
export function commandNameOf(text: string): CommandName {
  const [first = 'help'] = wordsOf(text);
  return isCommandName(first.toLowerCase()) ? (first.toLowerCase() as CommandName) : 'deploy';
}

/**
 * Reads a command. Services, environments and shares are known by their looks, so that they may come in any order; a version is the
 * first word that is none of them, and a reason all that follows.
 *
 * @param text what stands behind `/deploy`
 * @throws CommandError that says what would be right
 */
export function parseCommand(text: string, known: Known): Command {
  const words = wordsOf(text);
  const name = commandNameOf(text);
  const named = isCommandName(String(words[0]).toLowerCase());
  const rest = named ? words.slice(1) : words;
  if (name === 'help') return helpOf(rest);
  const found: Found = { name, force: false };
  const parts = new Set<Part>(COMMANDS[name].parts);
  readWords(withoutService(rest, found, { parts, known, named }), found, { parts, known });
  if (parts.has('version') && found.version === undefined) throw missing('which version', name);
  if (parts.has('percent') && found.percent === undefined) throw missing('which share of the requests, 1 to 99', name);
  return found;
}

interface Reading {
  readonly parts: ReadonlySet<Part>;
  readonly known: Known;
}

/** Takes the service out of the words, wherever it stands. */
function withoutService(
  words: readonly string[],
  found: Found,
  { parts, known, named }: Reading & { readonly named: boolean },
): readonly string[] {
  const names = parts.has('service|all') ? [...known.services, 'all'] : known.services;
  const at = words.findIndex((word) => names.includes(word.toLowerCase()));
  if (at >= 0) {
    found.service = String(words[at]).toLowerCase();
    return words.toSpliced(at, 1);
  }
  const meant = words.find((word) => !known.environments.includes(word.toLowerCase()) && !/^-|^\d+%?$/.test(word));
  if (meant !== undefined) throw unknownService(meant, named ? names : [...names, ...COMMAND_NAMES], known);
  if (parts.has('service?') && words.length === 0) return words;
  throw missing('which service', found.name);
}

function unknownService(word: string, names: readonly string[], { services }: Known): CommandError {
  const [closest] = nearest(word.toLowerCase(), names);
  if (closest !== undefined)
    return new CommandError(`There is no service ${code(word)}: did you mean ${code(closest)}?`);
  const list = services.length === 0 ? 'None is known yet.' : `There are ${services.map(code).join(', ')}.`;
  return new CommandError(`There is no service ${code(word)}. ${list}`);
}

const missing = (what: string, name: CommandName): CommandError =>
  new CommandError(`Say ${what}: ${code(usageOf(name))}`);

type Taker = (word: string, found: Found, reading: Reading) => boolean;

/** What a word may be, in order. Each takes the word, where it is its own and none was taken before. */
const TAKERS: readonly Taker[] = [
  (word, found, { parts }) => {
    if (!parts.has('force?') || !/^(--?|—|–)?force$/i.test(word)) return false;
    found.force = true;
    return true;
  },
  (word, found, { parts, known }) => {
    const name = word.toLowerCase();
    if (!parts.has('env?') || found.environment !== undefined || !known.environments.includes(name)) return false;
    found.environment = name;
    return true;
  },
  (word, found, { parts }) => {
    if (!parts.has('percent') || found.percent !== undefined || !/^\d{1,3}%?$/.test(word)) return false;
    found.percent = Number.parseInt(word, 10);
    return true;
  },
  (word, found, { parts, known }) => {
    const takes = parts.has('version') || parts.has('version?');
    if (!takes || found.version !== undefined) return false;
    if (!/\d/.test(word)) checkEnvironment(word, known);
    found.version = word;
    return true;
  },
];

function readWords(words: readonly string[], found: Found, reading: Reading): void {
  for (const [at, word] of words.entries()) {
    const says = reading.parts.has('reason?') || reading.parts.has('because?');
    if (says && word.toLowerCase() === 'because') {
      setReason(found, words.slice(at + 1));
      return;
    }
    if (TAKERS.some((take) => take(word, found, reading))) continue;
    if (found.environment === undefined) checkEnvironment(word, reading.known);
    if (!reading.parts.has('reason?')) throw tooMuch(word, found.name, reading.known);
    setReason(found, words.slice(at));
    return;
  }
}

function setReason(found: Found, words: readonly string[]): void {
  if (words.length > 0) found.reason = words.join(' ');
}

/** @throws CommandError where a word is nearly an environment's name */
function checkEnvironment(word: string, { environments }: Known): void {
  const near = nearest(word.toLowerCase(), environments).find((name) => Math.abs(name.length - word.length) <= 2);
  if (near !== undefined) {
    throw new CommandError(`There is no environment ${code(word)}: did you mean ${code(near)}?`);
  }
}

function tooMuch(word: string, name: CommandName, { environments }: Known): CommandError {
  const list = environments.map(code).join(', ');
  return new CommandError(`${code(word)} has no place here, and is no environment (${list}): ${code(usageOf(name))}`);
}

function helpOf([word]: readonly string[]): Command {
  if (word === undefined) return { name: 'help', force: false };
  const topic = word.toLowerCase();
  if (isCommandName(topic)) return { name: 'help', force: false, topic };
  const [closest] = nearest(topic, COMMAND_NAMES);
  const meant = closest === undefined ? '' : `: did you mean ${code(closest)}?`;
  throw new CommandError(
    `There is no command ${code(word)}${meant || `. There are ${COMMAND_NAMES.map(code).join(', ')}.`}`,
  );
}
