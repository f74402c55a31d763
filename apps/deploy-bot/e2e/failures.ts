import { kubectl } from './kubectl.ts';
import type { Workload } from './releases.ts';

/** A way in which a release does not come up. */
export interface Failure {
  readonly name: string;
  readonly change?: (workload: Workload) => void;
  /** What the message about it has to say. */
  readonly says: RegExp;
  readonly prepare?: (namespace: string) => void;
  readonly tidy?: (namespace: string) => void;
}

const container = ({ spec }: Workload) => spec.template.spec.containers[0];
const runsScript =
  (script: string) =>
  (workload: Workload): void => {
    container(workload).command = ['node', '-e', script];
  };

const DIGEST = `sha256:${'0'.repeat(64)}`;

/** Every kind that people meet. */
export const FAILURES: readonly Failure[] = [
  {
    name: 'image not found',
    change: (workload) => {
      container(workload).image = container(workload).image.replace(/@sha256:.*/, `@${DIGEST}`);
    },
    says: /The image .* is not in the registry/,
  },
  {
    name: 'registry out of reach',
    change: (workload) => {
      container(workload).image = 'registry.invalid/exemplar/metadata-scraper:1';
    },
    says: /image.*pull/i,
  },
  {
    name: 'secret missing',
    change: (workload) => {
      container(workload).env?.push({ name: 'X', value: '' });
      container(workload).envFrom?.push({ secretRef: { name: 'not-there' } });
    },
    says: /secret.*not-there/i,
  },
  {
    name: 'crash',
    change: runsScript('console.log("the map is not there"); process.exit(3)'),
    says: /code 3[\s\S]*the map is not there/,
  },
  {
    name: 'out of memory',
    change: (workload) => {
      runsScript('const kept = []; setInterval(() => kept.push(Buffer.alloc(20e6, 1)), 20)')(workload);
      container(workload).resources.limits.memory = '64Mi';
      container(workload).resources.requests.memory = '64Mi';
    },
    says: /memory/i,
  },
  {
    name: 'probe failing',
    change: (workload) => {
      container(workload).readinessProbe.httpGet.path = '/nothing-here';
    },
    says: /404/,
  },
  {
    name: 'unschedulable',
    change: (workload) => {
      container(workload).resources.requests.cpu = '64';
      container(workload).resources.limits.cpu = '64';
    },
    says: /insufficient cpu/i,
  },
  {
    name: 'quota',
    says: /quota/i,
    prepare: (namespace) => {
      kubectl(['create', 'quota', 'tight', '--hard=pods=3', '--namespace', namespace]);
    },
    tidy: (namespace) => {
      kubectl(['delete', 'quota', 'tight', '--namespace', namespace]);
    },
  },
  {
    name: 'init container',
    change: ({ spec }) => {
      const { image, resources } = spec.template.spec.containers[0];
      const command = ['node', '-e', 'console.log("no schema"); process.exit(4)'];
      spec.template.spec.initContainers = [{ name: 'migrate', image, command, resources }];
    },
    says: /init container[\s\S]*no schema/i,
  },
  {
    name: 'crash after it was ready',
    change: runsScript(
      'require("node:http").createServer((_, answer) => answer.end()).listen(9000); ' +
        'setTimeout(() => { console.log("the map has gone"); process.exit(5); }, 9000)',
    ),
    says: /code 5[\s\S]*the map has gone/,
  },
];
