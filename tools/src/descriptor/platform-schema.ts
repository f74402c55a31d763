import { z } from 'zod';

/** RFC 1123's label: what Kubernetes takes for the name of an object. */
const label = z.string().regex(/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/);
const labels = z.record(z.string(), z.string());

const WHAT = {
  repository: 'where people find the repository, an https URL: runbooks are linked from there',
  registry: 'where images are pushed to and pulled from, without a scheme: registry.example.com/exemplar',
  environments: 'the environments by name, in the order in which a change goes through them',
  environment: 'an environment: its namespace, domain, and what stands in its cluster',
  namespace: 'the Kubernetes namespace: small letters, digits and hyphens',
  domain: 'the domain of public services, each below its name: example.com',
  gateway: 'the Gateway (Gateway API) through which public requests come',
  gatewayName: 'the name of the Gateway',
  gatewayNamespace: 'the namespace of the Gateway',
  monitoring: 'the namespace that Prometheus stands in',
  redis: 'the pods of Redis',
  redisNamespace: 'the namespace of these pods',
  redisLabels: 'the labels of these pods',
  maxReplicas: 'how many pods a service has here at most, whatever its service.yaml says: 1 to 100',
} as const;

const environmentSchema = z
  .strictObject({
    namespace: label.describe(WHAT.namespace),
    domain: z.hostname().describe(WHAT.domain),
    gateway: z
      .strictObject({ name: label.describe(WHAT.gatewayName), namespace: label.describe(WHAT.gatewayNamespace) })
      .describe(WHAT.gateway),
    monitoring: label.describe(WHAT.monitoring),
    redis: z
      .strictObject({ namespace: label.describe(WHAT.redisNamespace), labels: labels.describe(WHAT.redisLabels) })
      .describe(WHAT.redis),
    maxReplicas: z.number().int().min(1).max(100).describe(WHAT.maxReplicas).default(100),
  })
  .describe(WHAT.environment);

/** What `k8s/platform.yaml` says of where services run. */
export const platformSchema = z.strictObject({
  repository: z.url({ protocol: /^https$/ }).describe(WHAT.repository),
  registry: z
    .string()
    .regex(/^[a-z\d.:-]+(?:\/[a-z\d._-]+)*$/)
    .describe(WHAT.registry),
  environments: z.record(label, environmentSchema).describe(WHAT.environments),
});

export type Environment = z.output<typeof environmentSchema>;
export type Platform = z.output<typeof platformSchema>;
