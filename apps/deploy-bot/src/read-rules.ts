import { type DeployError, type DeployRules, parseDeployRules } from '@exemplar/deploy-engine';
import { ConfigError } from '@exemplar/http-kit';

import { readTextFile } from './read-text-file.ts';

/**
 * Reads who may do what, where and when.
 *
 * @throws ConfigError that names DEPLOY_RULES_FILE, and the lines that are wrong
 */
export function readRules(file: string): DeployRules {
  const text = readTextFile('DEPLOY_RULES_FILE', file);
  try {
    return parseDeployRules(text, file);
  } catch (error) {
    const { message } = error as DeployError;
    throw new ConfigError('DEPLOY_RULES_FILE', `DEPLOY_RULES_FILE: ${message.replaceAll('\n', '; ')}`);
  }
}

/** Slack's ids of the user groups that the rules name. */
export const slackGroupsOf = ({ groups }: DeployRules): readonly string[] =>
  Object.values(groups).flatMap(({ slack }) => slack ?? []);
