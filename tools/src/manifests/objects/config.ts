import { createHash } from 'node:crypto';

import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';

import type { Installation, Subject } from '../subject.ts';
import { fileTexts } from './files.ts';
import { metadataOf } from './metadata.ts';

/** What a service is told by environment variables, as its `service.yaml` says for the environment, and where the others are. */
export function variablesOf({
  service,
  environment,
}: Pick<Installation, 'service' | 'environment'>): Readonly<Record<string, string>> {
  const said = Object.entries(service.environment).flatMap(([name, value]) => {
    const here = typeof value === 'object' ? value[environment] : value;
    return here === undefined ? [] : [[name, String(here)] as const];
  });
  const others = service.egress.services.map((name) => [urlVariable(name), `http://${name}`] as const);
  return Object.fromEntries([['SENTRY_ENVIRONMENT', environment], ...others, ...said]);
}

/** `user-auth` is reached at what `USER_AUTH_URL` says. */
export const urlVariable = (service: string): string => `${service.toUpperCase().replaceAll('-', '_')}_URL`;

export const configMap = (subject: Subject): IConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadataOf(subject),
  data: { ...variablesOf(subject) },
});

/** Part of the pod's template, so that pods with other variables or files are other pods, and are rolled out as these. */
export const configHash = (installation: Installation): string =>
  createHash('sha256')
    .update(JSON.stringify([...Object.entries(variablesOf(installation)), ...Object.entries(fileTexts(installation))]))
    .digest('hex')
    .slice(0, 16);

/** What every service has from its Secret where that holds it, and starts without where it does not. */
const OPTIONAL_SECRETS = ['SENTRY_DSN'];

/** The variables whose values are in the Secret; the address of Redis is one, unless the service says it itself. */
export function secretsOf(installation: Installation): readonly string[] {
  const { secrets, egress } = installation.service;
  const redis = egress.redis && !('REDIS_URL' in variablesOf(installation)) ? ['REDIS_URL'] : [];
  return [...new Set([...secrets, ...redis])].toSorted();
}

/** Where a container has each of its secrets from. */
export function secretVariables(installation: Installation): IEnvVar[] {
  const { name } = installation.service;
  const needed = secretsOf(installation);
  const optional = OPTIONAL_SECRETS.filter((key) => !needed.includes(key));
  return [
    ...needed.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })),
    ...optional.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key, optional: true } } })),
  ];
}
