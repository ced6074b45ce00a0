const { rules, restrictedSyntax } = require('../lintRules');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules,
  restrictedSyntax,
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
