/// <reference lib="dom" />
import { type Child, element } from './elements.ts';

/** Those that the bot uses, as signs that every font has, and what colours them. */
const EMOJI: Readonly<Record<string, readonly [sign: string, mood?: 'good' | 'bad']>> = {
  alarm_clock: ['◷'],
  baby_chick: ['◐'],
  boom: ['✱', 'bad'],
  grey_question: ['?'],
  hourglass_flowing_sand: ['◔'],
  leftwards_arrow_with_hook: ['↩', 'bad'],
  lock: ['▣'],
  no_entry: ['⊘', 'bad'],
  no_entry_sign: ['⊘', 'bad'],
  question: ['?'],
  rotating_light: ['!', 'bad'],
  snowflake: ['❄'],
  unlock: ['▢'],
  warning: ['⚠', 'bad'],
  white_check_mark: ['✓', 'good'],
  white_circle: ['○'],
  x: ['✕', 'bad'],
};

function emojiOf(name: string): Child {
  const [sign, mood = 'plain'] = EMOJI[name] ?? [];
  if (sign === undefined) return `:${name}:`;
  return element('span', { class: `emoji ${mood}`, role: 'img', 'aria-label': name.replaceAll('_', ' ') }, [sign]);
}

/** What stands for something else: the first that matches counts. */
const MARK =
  /```(?<pre>[^]*?)```|`(?<code>[^`\n]+)`|<(?<angle>[^>\n]+)>|:(?<emoji>[a-z\d_+-]+):|(?<![\w*])\*(?<bold>[^*\n]+)\*(?![\w*])|(?<!\w)_(?<italic>[^_\n]+)_(?!\w)|(?<!\w)~(?<strike>[^~\n]+)~(?!\w)/g;

const WRAPS: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', strike: 's' };

/** Slack's mark-up as nodes: https://docs.slack.dev/messaging/formatting-message-text. */
export function mrkdwn(text: string, nameOf: (userId: string) => string): readonly Child[] {
  const nodes: Child[] = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    nodes.push(unescape(text.slice(at, match.index)), nodeOf(match.groups ?? {}, nameOf));
    at = match.index + match[0].length;
  }
  return [...nodes, unescape(text.slice(at))];
}

const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function nodeOf(groups: Readonly<Record<string, string | undefined>>, nameOf: (userId: string) => string): Child {
  const { pre, code, angle, emoji } = groups;
  if (pre !== undefined) return element('pre', { tabindex: '0' }, [unescape(pre.replace(/^\n/, ''))]);
  if (code !== undefined) return element('code', {}, [unescape(code)]);
  if (angle !== undefined) return reference(angle, nameOf);
  if (emoji !== undefined) return emojiOf(emoji);
  const [name = '', inner = ''] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
  return element(WRAPS[name] ?? 'span', {}, mrkdwn(inner, nameOf));
}

/** `<@U1>`, `<!date^1700000000^{date}|then>`, `<https://…|label>`. */
function reference(text: string, nameOf: (userId: string) => string): Child {
  const [target = '', label = ''] = text.split('|');
  if (target.startsWith('@')) return element('span', { class: 'mention' }, [`@${nameOf(target.slice(1))}`]);
  if (target.startsWith('!date^')) return dateOf(target, label);
  if (target.startsWith('!')) return element('span', { class: 'mention' }, [`@${target.slice(1)}`]);
  if (!/^https?:/.test(target)) return unescape(label || target);
  return element('a', { href: unescape(target), target: '_blank', rel: 'noreferrer' }, [unescape(label || target)]);
}

function dateOf(target: string, label: string): Child {
  const at = new Date(Number(target.split('^')[1]) * 1000);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const day = at.toDateString() === new Date().toDateString() ? 'today' : at.toLocaleDateString();
  return element('time', { datetime: at.toISOString(), title: label }, [`${day}, ${time}`]);
}
