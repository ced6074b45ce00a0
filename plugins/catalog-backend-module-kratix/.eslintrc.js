module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    'no-console': 'error',
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'fc.assert'] },
    ],
  },
  restrictedSyntax: [
    {
      selector:
        "Property[key.name='rejectUnauthorized'][value.value=false], MemberExpression[property.name=/^loadFrom(Default|Cluster|File|String)$/]",
      message:
        'TLS and kubeconfigs are read by ske-node from configuration (docs/security.md, S2, S42).',
    },
  ],
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
