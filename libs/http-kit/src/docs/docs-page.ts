import type { Content, OpenApiDocument, Operation, Parameter } from '../routes/openapi.ts';
import type { JsonSchema } from '../routes/openapi-schemas.ts';
import { curlExample } from './curl-example.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { type Markup, markup, NOTHING, prose } from './markup.ts';
import { rowMarkup, schemaTable } from './schema-rows.ts';

interface Entry {
  readonly id: string;
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/**
 * Shows an API's description as one page: no scripts, nothing loaded, readable on a phone, in light and dark.
 *
 * @param document the description
 * @param origin what the examples ask, such as `http://localhost:3000`
 */
export function docsPage(document: OpenApiDocument, origin: string): string {
  const { info } = document;
  const entries = entriesOf(document);
  const schemas = Object.entries(document.components.schemas as Readonly<Record<string, JsonSchema>>);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} API</title>
<style>${DOCS_STYLE}</style>
</head>
<body>
<header><h1>${info.title}</h1><p class="version">${info.version} · <a href="/openapi.json">openapi.json</a></p>${paragraph(info.description)}</header>
<nav aria-label="Operations"><ul>${entries.map(navItem)}</ul></nav>
<main>
${entries.map((entry) => operationSection(entry, origin))}
<section><h2>Schemas</h2>${schemas.map(schemaSection)}</section>
</main>
</body>
</html>
`;
  return page.text;
}

const entriesOf = ({ paths }: OpenApiDocument): readonly Entry[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ id: operation.operationId, path, method, operation })),
  );

const paragraph = (text: string | undefined): Markup => (text === undefined ? NOTHING : markup`<p>${prose(text)}</p>`);

const signature = ({ method, path }: Entry): Markup =>
  markup`<span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>`;

const navItem = (entry: Entry): Markup => markup`<li><a href="#${entry.id}">${signature(entry)}</a></li>`;

function operationSection(entry: Entry, origin: string): Markup {
  const { id, path, method, operation } = entry;
  return markup`<section id="${id}">
<h2>${signature(entry)}</h2>
<p class="summary">${prose(operation.summary)}</p>${paragraph(operation.description)}${keyNote(operation)}
<pre><code>${curlExample(origin, path, method, operation)}</code></pre>
${parameterTable(operation.parameters)}${bodySection(operation)}
<h3>Answers</h3>
${Object.entries(operation.responses).map(answerSection)}
</section>
`;
}

const keyNote = ({ security }: Operation): Markup =>
  security === undefined ? NOTHING : markup`<p>Needs an API key.</p>`;

function parameterTable(parameters: readonly Parameter[]): Markup {
  if (parameters.length === 0) return NOTHING;
  return markup`<h3>Parameters</h3><table><tbody>${parameters.map(parameterRow)}</tbody></table>`;
}

function parameterRow({ name, in: place, required, description, schema }: Parameter): Markup {
  const told = place === 'query' ? '' : `(${place}) `;
  return rowMarkup({ name, required, schema: { ...schema, description: told + (description ?? '') } });
}

const bodySection = ({ requestBody }: Operation): Markup =>
  requestBody === undefined ? NOTHING : markup`<h3>Body</h3>${contentMarkup(requestBody.content)}`;

function answerSection([status, { description, content = {} }]: readonly [
  string,
  Operation['responses'][string],
]): Markup {
  const kind = Number(status) < 400 ? 'ok' : 'problem';
  return markup`<details class="${kind}"><summary><b>${status}</b> ${prose(description)}</summary>${contentMarkup(content)}</details>`;
}

const contentMarkup = (content: Content): Markup =>
  markup`${Object.entries(content).map(
    ([mediaType, { schema }]) =>
      markup`<p class="media">${mediaType}</p>${schema === undefined ? NOTHING : schemaTable(schema)}`,
  )}`;

const schemaSection = ([name, schema]: readonly [string, JsonSchema]): Markup =>
  markup`<h3 id="schema-${name}">${name}</h3>${paragraph(schema.description)}${schemaTable(schema)}`;
