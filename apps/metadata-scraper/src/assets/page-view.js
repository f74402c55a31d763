/// <reference lib="dom" />
// @ts-check

import { answerView } from './answer-view.js';
import { busyButton } from './busy-button.js';
import { elementBuilder } from './element-builder.js';
import { hostOf } from './links.js';
import { ownCard } from './own-card.js';
import { problemView } from './problem-view.js';
import { recentView } from './recent-links.js';
import { duration } from './wording.js';

/**
 * @import { Answer, Failure } from './ask-metadata.js'
 * @import { RecentLinks } from './recent-links.js'
 */

/**
 * The page's four states: nothing asked, loading, a card, a problem. Each is told to screen readers as it comes.
 *
 * @param {Document} document
 * @param {RecentLinks} recent
 */
export function pageView(document, recent) {
  const build = elementBuilder(document);
  const { form, input, button, status, answer } = partsOf(document);
  const setBusy = busyButton(button, 'Reading …');
  const name = document.title;
  const { origin } = new URL(document.baseURI);

  /** @type {(state: string, message: string, title: string) => void} */
  const enter = (state, message, title) => {
    const loading = state === 'loading';
    document.documentElement.dataset.state = state;
    document.title = title;
    status.textContent = message;
    answer.setAttribute('aria-busy', String(loading));
    setBusy(loading);
  };
  /** @type {(content: readonly (HTMLElement | null)[]) => void} */
  const fill = (content) => {
    answer.replaceChildren(...content.filter((element) => element !== null));
  };

  return {
    form,
    input,
    empty() {
      input.value = '';
      enter('empty', '', name);
      fill([recentView(build, recent), ...ownCard(build, document)]);
    },
    /** @param {string} link */
    loading(link) {
      input.value = link;
      enter('loading', `Reading ${hostOf(link)} …`, titled(hostOf(link)));
    },
    /** @param {Answer} outcome */
    card(outcome) {
      const title = outcome.metadata.title ?? hostOf(outcome.link);
      enter('card', `Card ready in ${duration(outcome.milliseconds)}.`, titled(title));
      fill(answerView(build, outcome, origin));
    },
    /** @param {Failure} outcome */
    problem(outcome) {
      enter('problem', `No card, after ${duration(outcome.milliseconds)}.`, titled(hostOf(outcome.link)));
      fill([problemView(build, outcome)]);
    },
  };
}

/** @param {string} title */
const titled = (title) => `${title} · Exemplar`;

/** @param {Document} document */
function partsOf(document) {
  /** @param {string} id */
  const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  return {
    form: /** @type {HTMLFormElement} */ (find('ask')),
    input: /** @type {HTMLInputElement} */ (find('link')),
    button: /** @type {HTMLButtonElement} */ (find('show')),
    status: find('status'),
    answer: find('answer'),
  };
}
