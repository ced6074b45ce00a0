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
  restrictedSrcImports: [
    {
      name: 'undici',
      message: 'Only cluster/ClusterReader.ts sends to the API server.',
    },
    {
      name: '@kubernetes/client-node',
      message: 'ske-node reads kubeconfigs.',
    },
  ],
  overrides: [
    {
      files: ['src/cluster/ClusterReader.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
  ],
});
