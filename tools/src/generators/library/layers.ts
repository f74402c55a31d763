import type { Tree } from '@nx/devkit';
import ts from 'typescript';

/** What may import what: a layer, and those below it. */
export type Layers = Readonly<Record<string, readonly string[]>>;

const FILE = 'eslint.config.js';

/** The libraries that a new one may be used by: those that people write services with. */
const APPS = 'app';

/** Layers with one more, which apps may import; the same, where it is there. */
export function addLayer(layers: Layers, name: string, below: readonly string[]): Layers {
  if (name in layers) return layers;
  return { ...layers, [APPS]: [name, ...(layers[APPS] ?? [])], [name]: below };
}

/** Layers without one. */
export const removeLayer = (layers: Layers, name: string): Layers =>
  Object.fromEntries(
    Object.entries(layers)
      .filter(([layer]) => layer !== name)
      .map(([layer, below]) => [layer, below.filter((other) => other !== name)]),
  );

/**
 * Changes the table `LAYERS` of eslint.config.js, by which the lint rule knows what may import what.
 *
 * @throws Error with a sentence, where the file has no such table
 */
export function changeLayers(tree: Tree, change: (layers: Layers) => Layers): void {
  const text = String(tree.read(FILE, 'utf-8'));
  const table = findTable(text);
  if (table === undefined) {
    throw new Error(
      `${FILE} has no table \`const LAYERS = { layer: ['a layer below it'] }\`. Bring it into that form.`,
    );
  }
  const before = readTable(table);
  const after = change(before);
  if (after === before) return;
  tree.write(FILE, text.slice(0, table.getStart()) + write(after) + text.slice(table.end));
}

function findTable(text: string): ts.ObjectLiteralExpression | undefined {
  const source = ts.createSourceFile(FILE, text, ts.ScriptTarget.Latest, true);
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
  const initializer = declarations.find(({ name }) => name.getText() === 'LAYERS')?.initializer;
  return initializer !== undefined && ts.isObjectLiteralExpression(initializer) ? initializer : undefined;
}

/** Layers and those below them, each a plain text. */
const readTable = ({ properties }: ts.ObjectLiteralExpression): Layers =>
  Object.fromEntries(
    properties
      .filter(ts.isPropertyAssignment)
      .map(({ name, initializer }) => [
        (name as ts.Identifier | ts.StringLiteral).text,
        (initializer as ts.ArrayLiteralExpression).elements.map((element) => (element as ts.StringLiteral).text),
      ]),
  );

const write = (layers: Layers): string =>
  `{\n${Object.entries(layers)
    .map(([layer, below]) => `  ${JSON.stringify(layer)}: ${JSON.stringify(below)},\n`)
    .join('')}}`;
