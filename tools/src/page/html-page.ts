import { escapeHtml } from './escape-html.ts';

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
td { white-space: nowrap } .numbers th:not(:first-child), .numbers td { text-align: right } .met { color: var(--met) } .missed { color: var(--missed); font-weight: 600 } .advised { color: var(--advised) }
@media (max-width: 40rem) { th, td { padding: .4rem } thead th, tbody th { white-space: normal } }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .6rem .75rem; overflow-wrap: anywhere } li + li { border-top: 1px solid var(--line) } li p { margin: 0; white-space: pre-line }`;

/**
 * A page that loads nothing, light or dark as its reader wants it.
 *
 * @param body as HTML
 * @param style more of it
 */
export const htmlPage = (title: string, body: string, style = ''): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}${style}</style>
${body}
</html>
`;
