import { type KubernetesObject, readManifests } from '@exemplar/deploy-engine/registry';

import { checkManifests } from '../../manifests/checks/check-manifests.ts';
import type { Row as ManifestRow } from '../../manifests/checks/manifest-check.ts';
import { validateManifest } from '../../manifests/validate-manifest.ts';
import { group, type Row, type Subject, type Tier } from '../standard.ts';

/** A problem with what is committed for an environment. */
interface Flaw {
  /** The row of the standard; null where an object does not follow its schema. */
  readonly row: ManifestRow | null;
  readonly says: string;
}

function committed(file: string, { files }: Subject): readonly KubernetesObject[] {
  const text = files.read(file, 'utf-8');
  if (text === null) throw new Error(`${file} is missing. Run npx nx sync and commit what it writes.`);
  return readManifests(text);
}

function flawsIn(environment: string, subject: Subject): readonly Flaw[] {
  const files = [`k8s/${environment}/${subject.service.name}.yaml`, `k8s/${environment}/environment.yaml`];
  const objects = files.flatMap((file) => committed(file, subject));
  const invalid = objects
    .flatMap((object) => validateManifest(object))
    .map((says) => ({ row: null, says: `${says}. npx nx sync makes the manifests anew.` }));
  const failed = checkManifests(objects, subject.service, environment, subject.platform).flatMap(({ row, problem }) =>
    problem === null ? [] : [{ row, says: problem }],
  );
  return [...invalid, ...failed].map(({ row, says }) => ({ row, says: `${environment}: ${says}` }));
}

const gather = (subject: Subject): readonly Flaw[] =>
  Object.keys(subject.platform.environments).flatMap((environment) => flawsIn(environment, subject));

const row = (
  number: ManifestRow | null,
  id: string,
  title: string,
  means: string,
  tier: Tier = 3,
): Row<readonly Flaw[]> => ({
  id: `k8s-${id}`,
  title,
  means,
  requiredFromTier: tier,
  check: (flaws) => {
    const found = flaws.filter((flaw) => flaw.row === number);
    return found.length === 0 ? null : found.map(({ says }) => says).join('\n');
  },
});

/** The committed manifests, in every environment. The numbers are those of k8s/README.md. */
export const kubernetes = group(gather, [
  row(null, 'schema', 'Manifests', 'Every manifest follows the schema of its kind, with no unknown field.'),
  row(
    1,
    'security',
    'Pod security',
    'Pods run without root, privileges, a writable root, or a token but for what service.yaml permits.',
  ),
  row(2, 'resources', 'Resources', 'Requests and limits are set, the heap fits into them, and there is a priority.'),
  row(3, 'probes', 'Probes', 'Startup, readiness and liveness are asked on the admin port, often enough.'),
  row(4, 'rollout', 'Rollout', 'A new version takes over without a pod too few, and within a minute or not at all.'),
  row(5, 'scaling', 'Scaling', 'Pods scale with load, survive maintenance, and spread over zones and hosts.', 2),
  row(6, 'network', 'Network', 'Nobody is let in or out but whom service.yaml names.'),
  row(7, 'wiring', 'Wiring', 'It is scraped, routed with weights, and given settings and secrets by reference.'),
  row(8, 'labels', 'Labels', 'Objects carry the standard labels, the owner, and what version they are of.'),
]);
