const { rules, restrictedSyntax } = require('../lintRules');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    ...rules,
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'fc.assert'] },
    ],
  },
  restrictedSyntax,
  overrides: [
    {
      // Tests that compare forms and states with a real API server or with recordings. No browser loads them.
      files: [
        '**/*.integration.test.ts',
        '**/*.shared.test.ts',
        '**/__testUtils__/**',
      ],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
