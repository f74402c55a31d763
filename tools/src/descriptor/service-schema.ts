import { z } from 'zod';

import { permissionsSchema } from './permissions-schema.ts';
import { takeoverSchema } from './takeover-schema.ts';

/** RFC 1123's label: what Kubernetes takes for the name of an object. */
const NAME = /^[a-z](?:[a-z\d-]{0,38}[a-z\d])?$/;
const VARIABLE = /^[A-Z][A-Z\d_]*$/;
/** Quantities as Kubernetes writes them: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/. */
const CPU = /^(?:\d+m|\d+(?:\.\d{1,3})?)$/;
const BYTES = /^\d+(?:Ki|Mi|Gi)$/;
/** A path that leads to a file of the repository. The file's name is a key of a ConfigMap. */
const FILE = /^(?!.*\.\.)[\w-][\w./-]*$/;

const name = z.string().regex(NAME);
const cpu = z.string().regex(CPU);
const bytes = z.string().regex(BYTES);
const plain = z.union([z.string(), z.number(), z.boolean()]);

/**
 * Where a promise on durations can lie, in milliseconds: the bounds by which `http_request_duration_seconds` counts them, or nobody
 * could tell whether it is kept.
 */
export const LATENCY_BOUNDS = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] as const;

const WHAT = {
  name: 'the name of the service, and of its folder: at most 40 small letters, digits and hyphens, a letter first',
  description: 'what the service is for, in one sentence of 10 to 200 characters',
  owner: 'the team that answers for the service: small letters, digits and hyphens',
  tier: 'how bad it is when the service is down: 1 (people wake up), 2 (the same day), 3 (the same week)',
  slo: 'what the users of the service can count on',
  availability: 'how many of a hundred requests of 30 days are answered without a fault of the service: 90 to 99.999',
  latency: 'how fast answers are',
  percentile: 'of a hundred answers, how many are as fast: 50, 90, 95 or 99',
  milliseconds: `how long these answers take at most: ${LATENCY_BOUNDS.join(', ')}`,
  requestsPerDay: 'how many requests come on an average day: 1 or more',
  exposure: 'who may call the service: public (through the gateway) or internal (other services)',
  replicas: 'how many pods there are',
  replicasMin: 'how many pods there are at least: 1 to 100',
  replicasMax: 'how many pods there are at most: 1 to 100, and not below min',
  resources: 'what a pod gets',
  cpu: 'processor time: 250m is a quarter of a core, "1" a whole one',
  memory: 'memory, such as 256Mi',
  storage: 'disk for temporary files, such as 64Mi',
  request: 'what a pod is sure to get',
  limit: 'what a pod gets at most',
  egress: 'whom the service may call; nobody else',
  internet: 'whether it may call public addresses: true or false',
  redis: 'whether it may call Redis: true or false',
  services: 'the names of other services that it may call',
  prometheus: 'whether it may ask the Prometheus of its environment: true or false',
  addresses: 'the names of addresses in k8s/platform.yaml that it may call',
  environment: 'environment variables: a value, or one for each environment',
  secrets: 'environment variables whose values come from a Secret',
  files: 'files of this repository, by their paths from its root, which the service reads in /etc/<name>',
} as const;

/** Why an internal service can take nothing over. */
const PUBLIC_TO_TAKE_OVER = 'Wanted: public, as the requests of takesOver come through the gateway.';

const between = (min: number, max: number) => z.number().min(min).max(max);
const limits = (quantity: typeof cpu) =>
  z.strictObject({ request: quantity.describe(WHAT.request), limit: quantity.describe(WHAT.limit) });

/** What `service.yaml` says of a service. One description, many outputs: targets, manifests, dashboards, alerts, load profiles. */
export const serviceSchema = z
  .strictObject({
    name: name.describe(WHAT.name),
    description: z.string().min(10).max(200).describe(WHAT.description),
    owner: name.describe(WHAT.owner),
    tier: z.literal([1, 2, 3]).describe(WHAT.tier),
    slo: z
      .strictObject({
        availability: between(90, 99.999).describe(WHAT.availability),
        latency: z
          .strictObject({
            percentile: z.literal([50, 90, 95, 99]).describe(WHAT.percentile),
            milliseconds: z.literal(LATENCY_BOUNDS).describe(WHAT.milliseconds),
          })
          .describe(WHAT.latency),
      })
      .describe(WHAT.slo),
    requestsPerDay: z.number().int().min(1).describe(WHAT.requestsPerDay),
    exposure: z.enum(['public', 'internal']).describe(WHAT.exposure),
    replicas: z
      .strictObject({
        min: between(1, 100).int().describe(WHAT.replicasMin),
        max: between(1, 100).int().describe(WHAT.replicasMax),
      })
      .describe(WHAT.replicas),
    resources: z
      .strictObject({
        cpu: limits(cpu).describe(WHAT.cpu),
        memory: limits(bytes).describe(WHAT.memory),
        storage: bytes.describe(WHAT.storage),
      })
      .describe(WHAT.resources),
    egress: z
      .strictObject({
        internet: z.boolean().describe(WHAT.internet).default(false),
        redis: z.boolean().describe(WHAT.redis).default(false),
        services: z.array(name).describe(WHAT.services).default([]),
        prometheus: z.boolean().describe(WHAT.prometheus).default(false),
        addresses: z.array(name).describe(WHAT.addresses).default([]),
      })
      .describe(WHAT.egress)
      .prefault({}),
    environment: z
      .record(z.string().regex(VARIABLE), z.union([plain, z.record(name, plain)]))
      .describe(WHAT.environment)
      .default({}),
    secrets: z.array(z.string().regex(VARIABLE)).describe(WHAT.secrets).default([]),
    files: z.array(z.string().regex(FILE)).describe(WHAT.files).default([]),
    permissions: permissionsSchema.prefault({}),
    takesOver: takeoverSchema.optional(),
  })
  .check(({ value: { replicas, exposure, takesOver }, issues }) => {
    if (takesOver !== undefined && exposure !== 'public')
      issues.push({ code: 'custom', input: exposure, path: ['exposure'], params: { sentence: PUBLIC_TO_TAKE_OVER } });
    if (replicas.max < replicas.min)
      issues.push({ code: 'custom', input: replicas.max, path: ['replicas', 'max'], message: WHAT.replicasMax });
  });

export type ServiceDescription = z.output<typeof serviceSchema>;

/** A file that a service reads. */
export interface ServiceFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** A service as it is described, with the files that its description names. */
export interface Service extends Omit<ServiceDescription, 'files'> {
  readonly files: readonly ServiceFile[];
}
