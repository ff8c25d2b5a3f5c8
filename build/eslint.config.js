// The house rules that a machine can hold: typed lint, import directions (main/README.md), budgets.
import tseslint from 'typescript-eslint';

const electron = {
  group: ['electron', 'electron/*'],
  message: 'Only main/desktop, app.ts and preload.ts import electron.',
};
const up = (folders, message) => ({ group: folders.map((f) => `**/${f}/**`), message });
const entries = {
  group: ['**/compose.ts', '**/app.ts', '**/serve.ts', '**/cli.ts'],
  message: 'Imports run one way: entries -> compose -> parts.',
};

/** One rule object a folder; a later entry replaces an earlier one, so each lists all its patterns. */
const imports = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

/** What other files may use says what it is; a comment at the top of the file is about the file. */
const docstrings = {
  rules: {
    'on-exports': {
      create: (context) => ({
        ExportNamedDeclaration(node) {
          if (!node.declaration || isDocumented(context.sourceCode.getCommentsBefore(node))) return;
          context.report({ node, message: 'Say above the export what it is (/** ... */).' });
        },
      }),
    },
  },
};
const isDocumented = (comments) => {
  const last = comments.at(-1);
  return last?.type === 'Block' && last.value.startsWith('*');
};

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'dist/**',
      'node_modules/**',
      'build/**/*.js',
      'build/**/*.mjs',
      '**/*.cjs',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/dot-notation': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      eqeqeq: 'error',
      'no-empty': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: [
                'test',
                'describe',
                'it',
                'suite',
                'before',
                'after',
                'beforeEach',
                'afterEach',
              ],
            },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['main/**/*.ts'],
    // What the dictionaries hold is said once, where their shape is.
    ignores: ['main/contract/phrases/{de,en}.ts', 'main/contract/phrases/de/**'],
    plugins: { docstrings },
    rules: { 'docstrings/on-exports': 'error' },
  },
  imports(['main/contract/**'], {
    group: ['../*', 'node:*', 'zod', 'electron'],
    message: 'The contract imports nothing.',
  }),
  imports(['main/contract/phrases/de/**'], {
    group: ['../../*', 'node:*', 'zod', 'electron'],
    message: 'The contract imports nothing.',
  }),
  imports(
    ['main/relay/**'],
    electron,
    entries,
    up(['desktop', 'control'], 'The relay knows neither screens nor control.'),
  ),
  imports(
    ['main/relay/net/**', 'main/relay/journal/**', 'main/relay/lifecycle/**'],
    electron,
    entries,
    up(
      [
        'desktop',
        'control',
        'smtp',
        'pop3',
        'queue',
        'users',
        'popauth',
        'upstream',
        'mailboxes',
        'settings',
      ],
      'The ground floor imports only the contract.',
    ),
  ),
  imports(
    ['main/control/**'],
    electron,
    entries,
    up(['desktop'], 'Control serves window and CLI alike; it knows neither.'),
  ),
  imports(['main/cli.ts', 'main/serve.ts', 'main/compose.ts'], electron),
  imports(
    ['renderer/**'],
    electron,
    up(
      ['relay', 'control', 'desktop'],
      'The renderer imports main/contract and nothing else of main.',
    ),
    entries,
  ),
);
