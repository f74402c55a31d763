// @ts-check

/** @typedef {{ readonly heading: string, readonly advice: string }} Advice */

/**
 * What to tell a person, by the code of the problem.
 *
 * @type {ReadonlyMap<string, Advice>}
 */
const ADVICE = new Map(
  Object.entries({
    'invalid-request': { heading: 'That question is not complete', advice: 'Paste a link above and try again.' },
    'invalid-url': {
      heading: 'That is not a link to a page',
      advice: 'Give the whole address, starting with http:// or https://, without a user name or password in it.',
    },
    unauthorized: {
      heading: 'This service asks for a key',
      advice: 'This page sends none. Ask from a terminal, with your key in the X-Api-Key header.',
    },
    'blocked-target': {
      heading: 'That address is off limits',
      advice: 'Only pages on the public internet are read: no private networks, no local names, no unusual ports.',
    },
    'rate-limited': { heading: 'That was a little fast', advice: 'Wait a moment, then ask again.' },
    'upstream-unreachable': {
      heading: 'The site could not be reached',
      advice: 'Look for a typing mistake in the address, or see whether the page opens in a browser.',
    },
    'upstream-status': {
      heading: 'The site answered with an error',
      advice: 'The page may have moved, may need a login, or may turn automated readers away.',
    },
    'upstream-redirects': {
      heading: 'The link goes round in circles',
      advice: 'Open it in a browser and paste the address you end up at.',
    },
    'upstream-timeout': {
      heading: 'The site took too long',
      advice: 'It may be slow just now. Ask again in a minute.',
    },
    overloaded: { heading: 'The service is busy', advice: 'It takes new questions again in a moment.' },
    internal: {
      heading: 'Something broke on our side',
      advice: 'It was recorded. If you report it, the request id below leads straight to it.',
    },
    'no-answer': {
      heading: 'No answer came back',
      advice: 'See whether you are online and the service is running, then ask again.',
    },
  }),
);

/**
 * @param {{ readonly code: string, readonly title: string }} problem
 * @returns {Advice} the problem's own title where the code is unknown
 */
export const adviceFor = ({ code, title }) => ADVICE.get(code) ?? { heading: title, advice: 'Ask again in a moment.' };
