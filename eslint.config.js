import nx from '@nx/eslint-plugin';
import jest from 'eslint-plugin-jest';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

/**
 * What may import what: apps stand on http-kit, http-kit on monitoring, monitoring on logging; tools read the lines that logging
 * writes, and release and deploy from a terminal; testing stands alone.
 */
const LAYERS = {
  app: ['deploy-engine', 'http-kit', 'monitoring', 'logging', 'testing'],
  'http-kit': ['monitoring', 'logging', 'testing'],
  monitoring: ['logging', 'testing'],
  logging: ['testing'],
  testing: [],
  tools: ['deploy-engine', 'logging', 'testing'],
  'deploy-engine': ['monitoring', 'logging', 'testing'],
};

const TEST_FILES = ['**/*.spec.ts', '**/integration/**', '**/e2e/**', '**/bench/**'];

export default tseslint.config(
  { ignores: ['**/dist', '**/coverage', '**/node_modules', '**/files/**', '.nx'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@nx': nx, 'import-sort': importSort },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: Object.entries(LAYERS).map(([layer, below]) => ({
            sourceTag: `layer:${layer}`,
            onlyDependOnLibsWithTags: below.map((name) => `layer:${name}`),
          })),
        },
      ],
      'import-sort/imports': ['error', { groups: [['^node:'], ['^[^.]'], ['^@exemplar/'], ['^\\.']] }],
      'import-sort/exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Node strips `import { type A } from` to a bare import, which still loads the module; `import type` goes altogether
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      // winston types its transports as interfaces, which the rule takes for a class mix-up
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      eqeqeq: 'error',
      'no-else-return': 'error',
      'no-nested-ternary': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/src/**/*.ts'],
    ignores: [...TEST_FILES, 'libs/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@exemplar/testing', '@exemplar/testing/*'], message: 'It is for specs only.' }] },
      ],
    },
  },
  {
    files: TEST_FILES,
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      // a supertest chain and a helper named expect… assert as well
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '**.expect', 'fc.assert'] }],
      'jest/no-done-callback': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
    },
  },
  { files: ['**/bench/**', 'tools/src/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
);
