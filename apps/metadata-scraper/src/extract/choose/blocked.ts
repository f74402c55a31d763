import { cleanText } from '../clean/text.ts';
import type { Page } from './page.ts';

/**
 * Pages that answer 200 and only say that the client is not let in, or that there is nothing: name, and what their whole title is.
 * To add one, add a line.
 */
const RULES: readonly (readonly [name: string, title: RegExp])[] = [
  ['cloudflare', /^(?:just a moment\.{0,3}|attention required! \| cloudflare|please wait\.{3} \| cloudflare)$/],
  ['ddos-guard', /^ddos-guard$/],
  ['sucuri', /^sucuri website firewall.*$/],
  ['vercel', /^vercel security checkpoint$/],
  ['imperva', /^(?:pardon our interruption\.{0,3}|request unsuccessful.*)$/],
  ['perimeterx', /^(?:access to this page has been denied\.?|robot or human\??)$/],
  [
    'captcha',
    /^(?:robot check|are you (?:a )?(?:robot|human)\??|human verification|verify you are human|captcha|security check)$/,
  ],
  [
    'challenge',
    /^(?:checking your browser.*|one moment, please\.{0,3}|please wait\.{0,3}|bot verification|client challenge)$/,
  ],
  [
    'access-denied',
    /^(?:access denied|zugriff verweigert|accès refusé|acceso denegado|forbidden|blocked|you have been blocked)\.?$/,
  ],
  ['error', /^(?:error )?(?:40[0134]|410|429|50[0234])(?:[\s:|–-]+.{0,40})?$/],
  ['error', /^(?:page not found|not found|internal server error|bad gateway|service (?:temporarily )?unavailable)\.?$/],
  ['consent', /^(?:before you continue|bevor sie fortfahren|avant de continuer)(?: to| zu| à|$).{0,40}$/],
  ['login', /^(?:log ?in|sign ?in|login required)(?: to .{1,40}| [•·|–-] .{1,40})?$/],
];

const MAX_TITLE = 100;

/**
 * The rule that takes a page for a block page; null for all others. A page that describes itself (Open Graph, JSON-LD) is none, whatever
 * its title: there are articles named "Access denied".
 */
export const blockedBy = ({ facts, metas, jsonLd }: Page): string | null => {
  if (metas.has('og:title') || jsonLd.length > 0) return null;
  const title = (cleanText(facts.title ?? '') ?? '').toLowerCase();
  if (title === '' || title.length > MAX_TITLE) return null;
  return RULES.find(([, pattern]) => pattern.test(title))?.[0] ?? null;
};
