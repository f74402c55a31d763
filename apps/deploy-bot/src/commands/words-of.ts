const ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The words of what was typed: without Slack's escapes, and the marks that people put around names. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/&(?:amp|lt|gt);/g, (escaped) => String(ESCAPES[escaped]))
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[`'"‘’“”]+|[`'"‘’“”]+$/g, ''))
    .filter((word) => word !== '');
}
