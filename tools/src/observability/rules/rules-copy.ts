import { manifestText } from '../../manifests/manifest-text.ts';
import type { Copy } from '../../sync/copy.ts';
import type { Subject } from '../subject.ts';
import { prometheusRule } from './prometheus-rule.ts';

/** Where alerts and dashboards stand. */
export const FOLDER = 'k8s/observability';

/** Where a service's rules stand. */
export const rulesPath = (service: string): string => `${FOLDER}/${service}.rules.yaml`;

/** The file of a service's rules, as it should be. */
export const rulesCopy = (subject: Subject): Copy => ({
  path: rulesPath(subject.service.name),
  text: manifestText(
    [prometheusRule(subject)],
    `Made by \`npx nx sync\` from apps/${subject.service.name}/service.yaml: change what it is made from.`,
  ),
});
