import { parseAllDocuments, stringify } from 'yaml';

import type { KubernetesObject } from './kubernetes-object.ts';

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

/**
 * The objects that a manifest holds.
 *
 * @throws Error, with the line, where the text is no YAML or a document is no object of Kubernetes
 */
export function readManifests(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return kubernetesObject(document.toJS());
  });
}

function kubernetesObject(value: unknown): KubernetesObject {
  const object = value as KubernetesObject | null;
  if (typeof object?.apiVersion === 'string' && typeof object.kind === 'string') return object;
  throw new Error('A document of the manifest has no apiVersion and kind. Make it anew with npx nx sync.');
}
