import { stringify } from 'yaml';

const AS_PRETTIER_DOES = { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false } as const;

/**
 * Objects as YAML, a document each.
 *
 * @param origin what made them, and from what: the first line says so
 */
export function manifestText(objects: readonly object[], origin: string): string {
  const documents = objects.map((object) => stringify(object, AS_PRETTIER_DOES));
  return `# ${origin}\n${documents.join('---\n')}`;
}
