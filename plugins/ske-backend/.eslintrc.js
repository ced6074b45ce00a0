module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: { 'no-console': 'error' },
  restrictedSyntax: [
    {
      selector:
        "Property[key.name='rejectUnauthorized'], MemberExpression[property.name=/^loadFrom(Default|Cluster|File|String)$/]",
      message:
        'Only the library ske-node reaches a cluster, and it decides about TLS and identity (docs/security.md, S2, S42).',
    },
  ],
  restrictedSrcImports: [
    {
      name: 'undici',
      message: 'Only PlatformClient of ske-node sends to the API server.',
    },
    {
      name: '@kubernetes/client-node',
      message: 'Only ske-node reaches a cluster.',
    },
  ],
});
