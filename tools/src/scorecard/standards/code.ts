import { group } from '../standard.ts';

/** What ESLint and the compiler say. Nx keeps their answers, so this takes time only after a change. */
export const code = group(
  // One after the other: both take all cores
  async ({ passes }) => ({ lint: await passes('lint'), types: await passes('typecheck') }),
  [
    {
      id: 'lint',
      title: 'Lint',
      means: 'ESLint finds nothing.',
      requiredFromTier: 3,
      check: ({ lint }, { service: { name } }) =>
        lint ? null : `ESLint finds problems. npx nx lint ${name} names them.`,
    },
    {
      id: 'types',
      title: 'Types',
      means: 'The compiler finds no mistake in the types.',
      requiredFromTier: 3,
      check: ({ types }, { service: { name } }) =>
        types ? null : `The types have mistakes. npx nx typecheck ${name} names them.`,
    },
  ],
);
