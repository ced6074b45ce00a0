// The security model leans on these (docs/security.md, S1, S2, S42): no plugin switches TLS verification off in code, takes an identity that
// happens to lie about, or writes past the logger, which would not clean what it writes.
// `scripts/audit/supplyChain.test.mjs` holds every plugin against them.

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

module.exports = {
  rules: { ...style, 'no-console': 'error' },
  restrictedSyntax: [verifyTls, noAmbientIdentity, ...privateNames],
};
