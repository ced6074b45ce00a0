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
      message: 'Only the files of config/ that read a kubeconfig need it.',
    },
  ],
  overrides: [
    {
      files: [
        'src/platform/connection/{ClusterConnection,Exchange,createConnector}.ts',
        // Sends to the OIDC provider only.
        'src/provider/ProviderConnection.ts',
      ],
      rules: { 'no-restricted-imports': 'off' },
    },
    {
      files: ['src/config/kubeconfigCredentials.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
    {
      files: [
        'src/config/readDefaultKubeconfig.ts',
        'src/config/readKubeconfigFile.ts',
      ],
      rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' },
    },
  ],
});
