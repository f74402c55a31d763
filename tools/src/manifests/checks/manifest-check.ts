import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Installation } from '../subject.ts';
import { valuesAt } from './values-at.ts';

/** A row of the standard, in the order of k8s/README.md. */
export type Row = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Something that holds for every service. */
export interface ManifestCheck {
  readonly row: Row;
  /** What holds, as the rest of a sentence: "A service …". */
  readonly name: string;
  /**
   * @param objects those of the service and of its environment
   * @returns what is wrong and what to do, or null
   */
  readonly check: (objects: readonly KubernetesObject[], installation: Installation) => string | null;
}

/** What has to stand at a place of every object of a kind. */
export interface Expectation {
  readonly name: string;
  readonly kind: string;
  /** Of the objects of that kind, only that of this name. */
  readonly called?: (installation: Installation) => string;
  /** See `valuesAt`. */
  readonly at: string;
  readonly wanted: string;
  readonly right: (value: unknown, installation: Installation) => boolean;
}

/** What to do about most of what a check finds. */
export const REMEDY = 'npx nx sync makes the manifests anew.';

/** The checks of a row, each of which holds where there is such an object and all that stands there is right. */
export const expectations = (row: Row, all: readonly Expectation[]): readonly ManifestCheck[] =>
  all.map(({ name, kind, called, at, wanted, right }) => ({
    row,
    name,
    check: (objects, installation) => {
      const ofKind = objects.filter((object) => object.kind === kind);
      const found = called ? ofKind.filter(({ metadata }) => metadata?.name === called(installation)) : ofKind;
      const [object] = found;
      if (object === undefined) return `There is no ${kind}${called ? ` ${called(installation)}` : ''}. ${REMEDY}`;
      const wrong = found
        .flatMap((one) => valuesAt(one, at).map((value) => ({ one, value })))
        .find(({ value }) => !right(value, installation));
      if (wrong === undefined) return null;
      const said = wrong.value === undefined ? 'is missing' : `is ${JSON.stringify(wrong.value)}`;
      return `${kind} ${wrong.one.metadata?.name ?? ''}: ${at} ${said}. Wanted: ${wanted}. ${REMEDY}`;
    },
  }));
