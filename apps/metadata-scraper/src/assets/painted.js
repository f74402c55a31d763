/// <reference lib="dom" />
// @ts-check

/** @import { Build } from './element-builder.js' */

/** What a colour can look like. Anything else, `url(…)` first of all, is told but not painted. */
const COLOUR = /^(#[\da-f]{3,8}|[a-z]+|(rgb|hsl)a?\([\d\s.,%/]+\))$/i;

/** In a box of 16 by 16. */
const SHAPES = {
  dot: { tag: 'circle', scaling: 'xMidYMid', form: { cx: '8', cy: '8', r: '7.5' } },
  bar: { tag: 'rect', scaling: 'none', form: { width: '16', height: '16' } },
};

/**
 * A plain shape in the colour that a page declares. An SVG attribute paints it: the policy allows no style from an answer.
 *
 * @param {Build} build
 * @param {keyof typeof SHAPES} shape
 * @param {string} colour
 * @returns {Element | null} null where it is no colour
 */
export function painted(build, shape, colour) {
  if (!COLOUR.test(colour)) return null;
  const { tag, scaling, form } = SHAPES[shape];
  const drawing = svgElement(build, 'svg', {
    viewBox: '0 0 16 16',
    preserveAspectRatio: scaling,
    'aria-hidden': 'true',
  });
  drawing.append(svgElement(build, tag, { ...form, fill: colour }));
  return drawing;
}

/**
 * @param {Build} build
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} attributes
 */
function svgElement(build, tag, attributes) {
  const element = build('span').ownerDocument.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
