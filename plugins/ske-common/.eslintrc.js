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
      // The forms are held against a real API server, which no browser will be asked to start.
      files: ['**/*.integration.test.ts', '**/__testUtils__/**'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
