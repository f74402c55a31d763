import type { SentryOptions } from '../engine/engine-options.ts';
import type { DeployResult } from '../engine/progress.ts';

const TIMEOUT_MS = 5000;

/**
 * Tells Sentry of a release that is live: a release, and a deploy of it.
 *
 * https://docs.sentry.io/api/releases/create-a-new-release-for-an-organization/ and …/create-a-deploy/
 *
 * @throws an Error that says why it could not be told
 */
export async function tellSentry(
  { url, organisation, token }: SentryOptions,
  { to, target, startedAt, elapsedMs }: DeployResult,
): Promise<void> {
  const releases = `${url.replace(/\/$/, '')}/api/0/organizations/${encodeURIComponent(organisation)}/releases/`;
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(releases + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`Sentry answered ${answer.status} to POST releases/${path}`);
  };
  const finishedAt = new Date(Date.parse(startedAt) + elapsedMs).toISOString();
  const version = `${to.service}@${to.version}`;
  await post('', { version, projects: [to.service], ref: to.commit, dateReleased: finishedAt });
  await post(`${encodeURIComponent(version)}/deploys/`, {
    environment: target.environment,
    name: to.version,
    dateStarted: startedAt,
    dateFinished: finishedAt,
  });
}
