// The security model leans on these (docs/security.md, S1, S2, S42): what they name may be done in one file each.
const verifyTls = {
  selector:
    "Property[key.name='rejectUnauthorized'][value.value=false], AssignmentExpression[left.property.name='rejectUnauthorized'][right.value=false]",
  message:
    'TLS verification is switched off by configuration only, in PlatformClient.',
};
const noAmbientIdentity = {
  selector:
    'MemberExpression[property.name=/^loadFrom(Default|Cluster|File|String)$/]',
  message:
    'A kubeconfig is read in credentials/readDefaultKubeconfig.ts and readKubeconfigFile.ts only, and on no path of a user’s request.',
};

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    'no-console': 'error',
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'fc.assert'] },
    ],
  },
  restrictedSyntax: [verifyTls, noAmbientIdentity],
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
