import { runbookOf } from '../../observability/rules/alert.ts';
import { alertsOf } from '../../observability/rules/prometheus-rule.ts';
import { rulesCopy } from '../../observability/rules/rules-copy.ts';
import { subjectOf } from '../../observability/subject.ts';
import { group, type Subject } from '../standard.ts';

const REMEDY = 'npx nx sync makes the rules anew.';

function gather({ files, service, platform }: Subject) {
  const subject = subjectOf(service, platform, files);
  const { path, text } = rulesCopy(subject);
  const committed = files.read(path, 'utf-8');
  if (committed === null) throw new Error(`${path} is missing. ${REMEDY}`);
  return { path, isInStep: committed === text, runbooks: alertsOf(subject).map(({ alert }) => runbookOf(alert)) };
}

/** What wakes people up. */
export const alerts = group(gather, [
  {
    id: 'alerts',
    title: 'Alerts',
    means: 'There are alerts on what service.yaml promises, on pods and what they run out of, each with a runbook.',
    requiredFromTier: 2,
    check: ({ path, isInStep, runbooks }, { files }) => {
      if (!isInStep) return `${path} is not what the tools make of service.yaml. ${REMEDY}`;
      const missing = runbooks.find((runbook) => !files.read(runbook, 'utf-8'));
      return missing === undefined ? null : `${missing} is missing. Write what to look at and do.`;
    },
  },
]);
