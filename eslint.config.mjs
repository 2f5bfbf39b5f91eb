import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What a workflow may not touch: its code is replayed, so it must give the same answers every time. */
const notReplayable = [
  ...['process', 'console', 'fetch', 'crypto', 'performance', 'Buffer', 'require'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      'prisma/generated/**',
      'clients/typescript/src/schema.d.ts',
      'node_modules/**',
      '.operate-connect/**',
      '**/*.cjs',
      '**/*.mjs',
      '**/*.mts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...notReplayable],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Not replayable.' },
        { object: 'Date', property: 'now', message: 'Take times from activities.' },
        { object: 'globalThis', property: 'process', message: 'Not replayable.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Take times from activities.',
        },
        {
          selector: 'NewExpression[callee.name=/^(Map|Set)$/]',
          message: 'Payloads are JSON: use records and arrays.',
        },
      ],
    },
  },
  {
    files: [
      'connect-sandbox/**/*.ts',
      'dev/**/*.ts',
      'bench/**/*.ts',
      'deploy/**/*.ts',
      'prisma/*-main.ts',
      'worker/*-main.ts',
      'worker/build-workflow-bundle.ts',
      'test/setup/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': 'off',
    },
  },
  prettier,
  {
    // Behind prettier's rules, which switch this one off: it wraps neither comments nor long strings.
    files: [
      'console/**/*.{ts,tsx}',
      '{api,clients,config,domain,workflows,activities,connectors,connect-sandbox}/**/*.ts',
      '{readers,worker,prisma,dev,bench,deploy,test}/**/*.ts',
    ],
    rules: { 'max-len': ['error', { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true }] },
  },
  {
    // Class names of Tailwind are one string.
    files: ['console/**/*.tsx'],
    rules: { 'max-len': ['error', { code: 120, ignoreUrls: true, ignoreStrings: true }] },
  },
);
