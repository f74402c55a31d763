import { escapeHtml } from '../page/escape-html.ts';
import { htmlPage } from '../page/html-page.ts';
import { type Cell, table } from '../page/table.ts';
import type { Scorecard } from './scorecard.ts';
import { markOf } from './scorecard-text.ts';
import type { Standard, Verdict } from './standard.ts';

const anchor = (card: Scorecard, { id }: Verdict): string => `${card.service}.${id}`;

function mark(card: Scorecard, verdict: Verdict): string {
  const [sign, word] = markOf(verdict, card);
  const reason = escapeHtml(verdict.problem ?? verdict.means);
  return `<a class="${word}" href="#${anchor(card, verdict)}" title="${reason}">${sign} ${word}</a>`;
}

/** Empty where the service was scored before there was such a standard. */
const cell = (card: Scorecard, id: string): Cell => ({
  html: card.verdicts.flatMap((verdict) => (verdict.id === id ? mark(card, verdict) : [])).join(''),
});

/** Standards down, services across: people read on from a mark, line by line. */
const matrix = (cards: readonly Scorecard[], standards: readonly Standard[]): string =>
  table(
    ['Standard', ...cards.map(({ service, tier }) => ({ html: `${escapeHtml(service)}<br>tier ${tier}` }))],
    standards.map(({ id, title }) => [title, ...cards.map((card) => cell(card, id))]),
    { label: 'Standards and services' },
  );

function reasons(card: Scorecard): string {
  const items = card.verdicts.map((verdict) => {
    const [sign, word] = markOf(verdict, card);
    const reason = escapeHtml(verdict.problem ?? verdict.means);
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
export const scorecardPage = (cards: readonly Scorecard[], standards: readonly Standard[]): string =>
  htmlPage(
    'Scorecard',
    `<h1>Scorecard</h1><p>${cards.filter(({ passed }) => passed).length} of ${cards.length} services meet what their tier requires.
A mark leads to its reason.</p>
${matrix(cards, standards)}
${cards.map(reasons).join('\n')}`,
  );
