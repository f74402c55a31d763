import { parseAllDocuments } from 'yaml';

import type { KubernetesObject } from '../kubernetes-object.ts';

/**
 * The objects that a manifest of Kubernetes holds.
 *
 * @param text YAML, a document for each
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
