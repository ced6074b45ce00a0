/** The algorithms with which an OIDC provider may sign tokens. They are the algorithms that kube-apiserver supports, and all of them are asymmetric. */
export const SIGNING_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
];
