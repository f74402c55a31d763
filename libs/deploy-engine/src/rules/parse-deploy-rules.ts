import { DeployError } from '../deploy-error.ts';
import { DescriptionError, parseDescription } from '../description/parse-description.ts';
import { type DeployRules, deployRulesSchema } from './deploy-rules.ts';

/**
 * Reads who may do what, where and when.
 *
 * @param text YAML
 * @param file where it stands; errors name it
 * @throws DeployError `invalid-rules`, whose message has a line for each mistake: `file:line: what is wrong, and what would be right`
 */
export function parseDeployRules(text: string, file: string): DeployRules {
  try {
    return parseDescription(text, file, deployRulesSchema);
  } catch (error) {
    if (error instanceof DescriptionError) throw new DeployError('invalid-rules', error.message, { cause: error });
    throw error;
  }
}
