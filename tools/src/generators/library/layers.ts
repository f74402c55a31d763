import ts from 'typescript';

import { applyEdits, type Edit } from '../edit/apply-edits.ts';

/** Where the lint rule reads in a table `LAYERS` what may import what: `layer: [those below it]`. */
export const LAYERS_FILE = 'eslint.config.js';

/**
 * Adds a layer that apps may import; nothing changes, where it is there.
 *
 * @param text of eslint.config.js
 * @param below the layers that it may import
 * @returns the changed text; comments in it stay
 * @throws Error with a sentence, where there is no such table
 */
export function addLayer(text: string, name: string, below: readonly string[]): string {
  const table = findTable(text);
  const layers = layersOf(table);
  if (layers.some((layer) => layer.name === name)) return text;
  const apps = layers.filter((layer) => layer.name === 'app');
  const comma = table.properties.hasTrailingComma ? '' : ',';
  return applyEdits(text, [
    ...apps.map((layer) => ({ at: layer.below.getStart() + 1, insert: `'${name}', ` })),
    { at: table.end - 1, insert: `${comma} '${name}': ${JSON.stringify(below)},` },
  ]);
}

/**
 * Takes a layer out of the table, and out of those that may import it.
 *
 * @throws Error with a sentence, where there is no such table
 */
export function removeLayer(text: string, name: string): string {
  const layers = layersOf(findTable(text));
  const nodes = layers.flatMap((layer) =>
    layer.name === name
      ? [layer.property]
      : layer.below.elements.filter((element) => (element as ts.StringLiteral).text === name),
  );
  return applyEdits(
    text,
    nodes.map((node) => withComma(text, node)),
  );
}

/** The removal of an element of a list, and of the comma behind it. */
function withComma(text: string, node: ts.Node): Edit {
  const rest = text.slice(node.end).replace(/^\s*,/, '');
  return { at: node.getStart(), end: text.length - rest.length, insert: '' };
}

function findTable(text: string): ts.ObjectLiteralExpression {
  const source = ts.createSourceFile(LAYERS_FILE, text, ts.ScriptTarget.Latest, true);
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
  const table = declarations.find(({ name }) => name.getText() === 'LAYERS')?.initializer;
  if (table !== undefined && ts.isObjectLiteralExpression(table)) return table;
  throw new Error(
    `${LAYERS_FILE} has no table \`const LAYERS = { layer: ['a layer below it'] }\`. Bring it into that form.`,
  );
}

interface Layer {
  readonly name: string;
  readonly property: ts.Node;
  readonly below: ts.ArrayLiteralExpression;
}

const layersOf = ({ properties }: ts.ObjectLiteralExpression): readonly Layer[] =>
  properties.filter(ts.isPropertyAssignment).map((property) => ({
    name: (property.name as ts.Identifier | ts.StringLiteral).text,
    property,
    below: property.initializer as ts.ArrayLiteralExpression,
  }));
