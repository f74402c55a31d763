import ts from 'typescript';

import { applyEdits, type Edit } from '../edit/apply-edits.ts';

interface Wired {
  /** `sessionsRoutes`. */
  readonly functionName: string;
  /** `./routes/sessions-routes.ts`. */
  readonly module: string;
}

/**
 * Has a service's `main.ts` serve what a function gives: an import, and `...sessionsRoutes()` at the end of its routes.
 *
 * @returns the changed text; the same, where the module is imported already
 * @throws Error that says what to write by hand, where the routes are not a list that is returned at once
 */
export function wireRoute(file: string, text: string, { functionName, module }: Wired): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const moduleOf = ({ moduleSpecifier }: ts.ImportDeclaration): string => (moduleSpecifier as ts.StringLiteral).text;
  if (imports.some((declaration) => moduleOf(declaration) === module)) return text;

  const routes = listOfRoutes(source);
  if (routes === undefined) {
    throw new Error(
      `${file} has no \`routes: (…) => [ … ]\` in its call of startService. Bring it into that form, and run the generator again.`,
    );
  }
  // imports are sorted, which the lint rule holds: ours goes before the first that comes behind it
  const behind = imports.find((declaration) => moduleOf(declaration).startsWith('.') && moduleOf(declaration) > module);
  const at = behind?.getStart() ?? imports.at(-1)?.getEnd() ?? 0;
  const line = `import { ${functionName} } from '${module}';`;
  return applyEdits(text, [
    { at, insert: behind === undefined ? `\n${line}` : `${line}\n` },
    afterLast(routes, `...${functionName}()`),
  ]);
}

function listOfRoutes(source: ts.SourceFile): ts.ArrayLiteralExpression | undefined {
  let found: ts.ArrayLiteralExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'startService') found ??= routesOf(node);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function routesOf(call: ts.CallExpression): ts.ArrayLiteralExpression | undefined {
  const [definition] = call.arguments;
  if (definition === undefined || !ts.isObjectLiteralExpression(definition)) return undefined;
  const routes = definition.properties.find((property) => property.name?.getText() === 'routes');
  if (routes === undefined || !ts.isPropertyAssignment(routes) || !ts.isArrowFunction(routes.initializer))
    return undefined;
  const { body } = routes.initializer;
  return ts.isArrayLiteralExpression(body) ? body : undefined;
}

/** An element behind the last one of a list. */
function afterLast({ elements, end }: ts.ArrayLiteralExpression, text: string): Edit {
  const last = elements.at(-1);
  return last === undefined ? { at: end - 1, insert: text } : { at: last.end, insert: `, ${text}` };
}
