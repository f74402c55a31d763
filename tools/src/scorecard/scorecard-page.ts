import type { Scorecard } from './scorecard.ts';
import { markOf } from './scorecard-text.ts';
import type { Standard, Verdict } from './standard.ts';

const ENTITIES = Object.entries({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' });
const escape = (text: string): string =>
  ENTITIES.reduce((escaped, [sign, entity]) => escaped.replaceAll(sign, entity), text);

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dce2, #343a44); --soft: light-dark(#5b6472, #a3adbb);
  --met: light-dark(#17693a, #6ed598); --missed: light-dark(#b3211b, #ff938c); --advised: light-dark(#7a5200, #e8bb5c);
  --card: light-dark(#fff, #1a1e25); background: light-dark(#f4f6f8, #111419) }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem; max-width: 76rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem } p { color: var(--soft); margin: .25rem 0 1rem }
.frame { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
table { border-collapse: collapse; width: 100% } th, td { padding: .5rem .75rem; text-align: left; vertical-align: top }
tr + tr > *, tbody tr > * { border-top: 1px solid var(--line) } thead th { font-size: .85rem; color: var(--soft); white-space: nowrap }
tbody th { font-weight: 600; white-space: nowrap; position: sticky; left: 0; background: var(--card) }
td { white-space: nowrap } .met { color: var(--met) } .missed { color: var(--missed); font-weight: 600 } .advised { color: var(--advised) }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .6rem .75rem; overflow-wrap: anywhere } li + li { border-top: 1px solid var(--line) } li p { margin: 0 }`;

const anchor = (card: Scorecard, { id }: Verdict): string => `${card.service}.${id}`;

function mark(card: Scorecard, verdict: Verdict): string {
  const [sign, word] = markOf(verdict, card);
  const reason = escape(verdict.problem ?? verdict.means);
  return `<a class="${word}" href="#${anchor(card, verdict)}" title="${reason}">${sign} ${word}</a>`;
}

/** Empty where the service was scored before there was such a standard. */
const cell = (card: Scorecard, id: string): string =>
  `<td>${card.verdicts.flatMap((verdict) => (verdict.id === id ? mark(card, verdict) : [])).join('')}</td>`;

/** Standards down, services across: people read on from a mark, line by line. */
function matrix(cards: readonly Scorecard[], standards: readonly Standard[]): string {
  const head = cards.map(({ service, tier }) => `<th scope="col">${service}<br>tier ${tier}</th>`).join('');
  const rows = standards.map(
    ({ id, title }) => `<tr><th scope="row">${title}</th>${cards.map((card) => cell(card, id)).join('')}</tr>`,
  );
  const table = `<table><thead><tr><th scope="col">Standard</th>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return `<div class="frame" tabindex="0" role="region" aria-label="Standards and services">${table}</div>`;
}

function reasons(card: Scorecard): string {
  const items = card.verdicts.map((verdict) => {
    const [sign, word] = markOf(verdict, card);
    const reason = escape(verdict.problem ?? verdict.means);
    return `<li id="${anchor(card, verdict)}"><span class="${word}">${sign} ${word}</span> <strong>${verdict.title}</strong><p>${reason}</p></li>`;
  });
  return `<h2>${card.service}</h2><p>Owned by ${card.owner}.</p><ul class="frame">${items.join('\n')}</ul>`;
}

/**
 * A page of all services, with nothing to load: standards and services, and each verdict with its reason.
 *
 * @param cards of the last run of each service
 * @param standards those there are, in their order
 */
export const scorecardPage = (cards: readonly Scorecard[], standards: readonly Standard[]): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Scorecard</title><style>${STYLE}</style>
<h1>Scorecard</h1><p>${cards.filter(({ passed }) => passed).length} of ${cards.length} services meet what their tier requires.
A mark leads to its reason.</p>
${matrix(cards, standards)}
${cards.map(reasons).join('\n')}
</html>
`;
