export { type DeployRules, deployRulesSchema } from './deploy-rules.ts';
export { parseDeployRules } from './parse-deploy-rules.ts';
