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
  context:
    "the context of operators' kubeconfigs that is its cluster; where nothing is said, all are in the current one's",
  prometheus: 'the URL at which Prometheus is asked: http://prometheus-operated.monitoring:9090',
  dashboards: 'the URL of a dashboard, with {service} for a name: https://grafana.example.com/d/{service}',
  logs: "the URL of a service's log lines, with {service} for its name and {namespace} for the namespace",
  addresses: 'addresses that services may call beside the internet, by name; kubernetes is the API server',
  address: 'an address: its blocks, and the ports that are called there',
  cidrs: 'blocks of addresses, such as 10.0.0.1/32',
  ports: 'TCP ports: 1 to 65535',
  maxReplicas: 'how many pods a service has here at most, whatever its service.yaml says: 1 to 100',
} as const;

const url = z.url({ protocol: /^https?$/ });

const addressSchema = z
  .strictObject({
    cidrs: z
      .array(z.union([z.cidrv4(), z.cidrv6()]))
      .min(1)
      .describe(WHAT.cidrs),
    ports: z.array(z.number().int().min(1).max(65_535)).min(1).describe(WHAT.ports),
  })
  .describe(WHAT.address);

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
    context: z.string().min(1).describe(WHAT.context).optional(),
    prometheus: url.describe(WHAT.prometheus).optional(),
    dashboards: url.describe(WHAT.dashboards).optional(),
    logs: url.describe(WHAT.logs).optional(),
    addresses: z.record(label, addressSchema).describe(WHAT.addresses).default({}),
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
