/// <reference lib="dom" />

// These run within the page, so each has all that it needs within itself.

/**
 * The texts whose contrast with what is behind them is below WCAG's 4.5 to 1.
 *
 * @returns such as `P.card-host 3.91`
 */
export function faintTexts(): readonly string[] {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  /** Red, green and blue from 0 to 255, and how opaque it is from 0 to 1. */
  const read = (colour: string): readonly [number, number, number, number] => {
    if (pixel === null) throw new Error('This browser draws nothing.');
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  type Opaque = readonly [number, number, number];
  const over = (colour: string, [r, g, b]: Opaque): Opaque => {
    const [red, green, blue, alpha] = read(colour);
    return [red * alpha + r * (1 - alpha), green * alpha + g * (1 - alpha), blue * alpha + b * (1 - alpha)];
  };
  const behind = (element: Element | null): Opaque =>
    element === null ? [255, 255, 255] : over(getComputedStyle(element).backgroundColor, behind(element.parentElement));
  const linear = (part: number): number =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]: Opaque): number =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    if (!hasText || !element.checkVisibility() || element.clientWidth === 1) return [];
    const ground = behind(element);
    const text = luminance(over(getComputedStyle(element).color, ground));
    const ratio = (Math.max(text, luminance(ground)) + 0.05) / (Math.min(text, luminance(ground)) + 0.05);
    return ratio < 4.5 ? [`${element.tagName}.${element.className} ${ratio.toFixed(2)}`] : [];
  });
}

/** What reaches beyond the right edge of the window. */
export const wideParts = (): readonly string[] =>
  [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > window.innerWidth + 1)
    .map((element) => `${element.tagName}.${element.className}`);

/** The controls that are less than 44 pixels high, the way a finger needs them. */
export const lowControls = (): readonly string[] =>
  [...document.querySelectorAll('a, button, input, summary')]
    .filter((element) => element.checkVisibility() && Math.round(element.getBoundingClientRect().height) < 44)
    .map((element) => `${element.tagName} ${element.textContent.trim()}`);
