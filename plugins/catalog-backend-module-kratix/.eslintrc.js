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
      message: 'Only ske-node sends to the API server.',
    },
    {
      name: '@kratix-portal/plugin-ske-node',
      importNames: ['PlatformClient'],
      message:
        'The catalog reads by CollectionReader, which can list and watch only.',
    },
    {
      name: '@kubernetes/client-node',
      message: 'ske-node reads kubeconfigs.',
    },
  ],
});
