import { group, type Subject } from '../standard.ts';

const FILE = '.github/CODEOWNERS';

const gather = async ({ files, findOutOfStep, workspaceRoot }: Subject) => ({
  owners: files.read(FILE, 'utf-8') ?? '',
  outOfStep: await findOutOfStep(workspaceRoot),
});

/** How the service stands in the repository. */
export const workspace = group(gather, [
  {
    id: 'owner',
    title: 'Owner',
    means: 'Its team is asked to review its changes.',
    requiredFromTier: 3,
    check: ({ owners }, { root, service: { owner } }) => {
      const rule = owners.split('\n').find((line) => line.startsWith(`/${root}/ `));
      return rule?.endsWith(`/${owner}`) ? null : `${FILE} does not name ${owner} for /${root}/. Run npx nx sync.`;
    },
  },
  {
    id: 'in-step',
    title: 'In step',
    means: 'What is made from descriptions is as they say: nx sync has nothing to do.',
    requiredFromTier: 3,
    check: ({ outOfStep: { edits, message } }) => (edits.length === 0 ? null : message),
  },
]);
