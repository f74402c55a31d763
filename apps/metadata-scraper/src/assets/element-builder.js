/// <reference lib="dom" />
// @ts-check

/**
 * @typedef {(tag: string, attributes?: Readonly<Record<string, string>>, ...children: readonly (Node | string | null)[]) => HTMLElement} Build
 * the attributes' names are literals of this page; a child's text becomes text, whatever it holds; null is left out
 */

/**
 * Makes elements. It is the only way an answer gets into the page, and it cannot make markup out of text.
 *
 * @param {Document} document
 * @returns {Build}
 */
export const elementBuilder =
  (document) =>
  (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };
