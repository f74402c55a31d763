import { z } from 'zod';

/** What no service may do, whoever asks: read or make credentials, enter other containers, or give itself further rights. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'secrets',
  'serviceaccounts/token',
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'pods/proxy',
  'pods/ephemeralcontainers',
]);
/** https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
const FORBIDDEN_GROUPS: ReadonlySet<string> = new Set(['rbac.authorization.k8s.io', 'certificates.k8s.io']);
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;

const WHAT = {
  permissions: 'what the service may do in Kubernetes; nothing where it does not say',
  environments:
    'where: own (the environment that it runs in), or own-and-earlier (those before it too, where the cluster is the same)',
  rules: 'what it may do, a rule for each kind of thing',
  group:
    "the group of the API, such as apps ('' is Kubernetes' own), " +
    `and none of ${[...FORBIDDEN_GROUPS].join(', ')}: operators give rights`,
  resources: `the names of resources, such as deployments or pods/log; no *, and none of ${[...FORBIDDEN].join(', ')}`,
  verbs: `some of ${VERBS.join(', ')}`,
  names: 'the names of the objects that it may get, update, patch or delete; all where nothing is said',
} as const;

const list = <T extends z.ZodType>(item: T) => z.array(item).min(1);

const ruleSchema = z.strictObject({
  group: z
    .string()
    .regex(/^(?:[a-z\d.-]+)?$/)
    .refine((group) => !FORBIDDEN_GROUPS.has(group))
    .describe(WHAT.group),
  resources: list(
    z
      .string()
      .regex(/^[a-z]+(?:\/[a-z]+)?$/)
      .refine((resource) => !FORBIDDEN.has(resource)),
  ).describe(WHAT.resources),
  verbs: list(z.enum(VERBS)).describe(WHAT.verbs),
  names: list(z.string().regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/))
    .describe(WHAT.names)
    .optional(),
});

/** What a service may do in Kubernetes: least privilege, verb by verb. */
export const permissionsSchema = z
  .strictObject({
    environments: z.enum(['own', 'own-and-earlier']).describe(WHAT.environments).default('own'),
    rules: z.array(ruleSchema).describe(WHAT.rules).default([]),
  })
  .describe(WHAT.permissions);

export type PermissionRule = z.output<typeof ruleSchema>;
