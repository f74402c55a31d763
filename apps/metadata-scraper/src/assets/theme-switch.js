/// <reference lib="dom" />
// @ts-check

/** The choice that leaves it to the system. */
const SYSTEM = 'system';

/**
 * Brings the choice between light, dark and the system's own colours to life. The stylesheet goes by `data-theme`.
 *
 * What was chosen earlier is in place already: `remembered-theme.js` sets it before anything is painted.
 *
 * @param {Document} document
 * @param {() => Storage} open throws where storage is forbidden: the choice then lasts as long as the page
 */
export function startThemeSwitch(document, open) {
  const { dataset } = document.documentElement;
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = document.querySelectorAll('input[name="theme"]');

  /** @param {string} theme */
  const show = (theme) => {
    dataset.theme = theme;
    for (const choice of choices) choice.checked = choice.value === theme;
    colourBars(document, theme);
  };

  for (const { value } of choices) if (value === dataset.theme) show(value);
  for (const choice of choices) {
    choice.addEventListener('change', () => {
      show(choice.value);
      remember(open, choice.value);
    });
  }
}

/**
 * The browser's own bar goes along: a phone shows it in the page's colour.
 *
 * @param {Document} document
 * @param {string} theme
 */
function colourBars(document, theme) {
  for (const bar of document.querySelectorAll('[data-bar]')) {
    const scheme = bar.getAttribute('data-bar');
    const chosen = scheme === theme ? 'all' : 'not all';
    bar.setAttribute('media', theme === SYSTEM ? `(prefers-color-scheme: ${scheme})` : chosen);
  }
}

/**
 * @param {() => Storage} open
 * @param {string} theme
 */
function remember(open, theme) {
  try {
    open().setItem('theme', theme);
  } catch {
    // a full or forbidden storage costs the memory, not the choice
  }
}
