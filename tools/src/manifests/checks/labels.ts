import { partOf, podsOf } from '../objects/metadata.ts';
import type { Installation } from '../subject.ts';
import { holds } from './conditions.ts';
import { expectations, type ManifestCheck, REMEDY } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const RECOMMENDED = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by'];
const ANNOTATIONS = ['version', 'commit', 'kubernetes.io/change-cause'];

/** Objects that are an environment's, not one service's: all services' are there. */
const SHARED = new Set(['Namespace', 'PriorityClass', 'Role', 'RoleBinding']);

const namesAll = (names: readonly string[], map: unknown): boolean =>
  names.every((name) => typeof (map as Readonly<Record<string, unknown>> | undefined)?.[name] === 'string');

const onEveryObject = (
  name: string,
  wanted: string,
  isLabelled: (labels: unknown, installation: Installation) => boolean,
): ManifestCheck => ({
  row: 8,
  name,
  check: (objects, installation) => {
    const own = objects.filter(({ kind, metadata }) => !SHARED.has(kind) && metadata?.name !== 'default-deny');
    const wrong = own.find((object) => !isLabelled(valuesAt(object, 'metadata.labels')[0], installation));
    if (wrong === undefined) return null;
    const said = JSON.stringify(wrong.metadata?.labels ?? null);
    return `${wrong.kind} ${wrong.metadata?.name ?? ''}: metadata.labels is ${said}. Wanted: ${wanted}. ${REMEDY}`;
  },
});

/** Objects that say what they are, whose they are, and since when. */
export const labels: readonly ManifestCheck[] = [
  onEveryObject(
    "has Kubernetes' recommended labels",
    `app.kubernetes.io/{${RECOMMENDED.join(', ')}}`,
    (value, { service, platform }) => {
      const fixed = { ...podsOf(service.name), 'app.kubernetes.io/part-of': partOf(platform.repository) };
      return (
        holds(fixed, value) &&
        namesAll(
          RECOMMENDED.map((name) => `app.kubernetes.io/${name}`),
          value,
        )
      );
    },
  ),
  onEveryObject('names its owner and tier', 'owner and tier, as service.yaml says', (value, { service }) =>
    holds({ owner: service.owner, tier: String(service.tier) }, value),
  ),
  ...expectations(8, [
    {
      name: 'says its version and commit, and why it was changed',
      kind: 'Deployment',
      at: 'metadata.annotations',
      wanted: ANNOTATIONS.join(', '),
      right: (value) => namesAll(ANNOTATIONS, value),
    },
  ]),
];
