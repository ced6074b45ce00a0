// The security model needs these rules (docs/security.md, S1, S2, S42): no plugin switches TLS verification off in code, reads an identity from its
// environment, or writes to the console instead of the logger, which removes tokens.
// `scripts/audit/supplyChain.test.mjs` checks that each plugin has them.

const { style, privateNames } = require('../lintStyle');

const verifyTls = {
  selector:
    "Property[key.name='rejectUnauthorized'][value.value=false], AssignmentExpression[left.property.name='rejectUnauthorized'][right.value=false]",
  message:
    'TLS verification is switched off by configuration only, in PlatformClient of ske-node.',
};

const noAmbientIdentity = {
  selector:
    'MemberExpression[property.name=/^loadFrom(Default|Cluster|File|String)$/]',
  message:
    'A kubeconfig is read in config/ of ske-node only, and on no path of a user’s request.',
};

// Backstage's ESLint configuration of a frontend replaces `restrictedSyntax` by its own rule, which this repeats.
const noReactDefaultImport = {
  selector:
    "ImportDeclaration[source.value='react'] :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)",
  message: 'React’s names are imported one by one.',
};

const rules = { ...style, 'no-console': 'error' };

module.exports = {
  rules,
  frontendRules: {
    ...rules,
    'no-restricted-syntax': ['error', noReactDefaultImport, ...privateNames],
  },
  restrictedSyntax: [verifyTls, noAmbientIdentity, ...privateNames],
};
