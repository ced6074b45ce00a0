export { createKubernetesAuthApi } from './createKubernetesAuthApi';
export { readTokenKind } from './readTokenKind';
