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
      message: 'Only the connection of PlatformClient sends to the API server.',
    },
    {
      name: '@kubernetes/client-node',
      message: 'Only what reads a kubeconfig in credentials/ needs it.',
    },
  ],
  overrides: [
    {
      files: ['src/platform/connection/{ClusterConnection,Exchange}.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
    {
      files: ['src/credentials/kubeconfigCredentials.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
    {
      files: [
        'src/credentials/readDefaultKubeconfig.ts',
        'src/credentials/readKubeconfigFile.ts',
      ],
      rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' },
    },
  ],
});
