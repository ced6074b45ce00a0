import { isSecretName } from '@kratix-portal/plugin-ske-common';

/** Stands for a value that is hidden. */
export const MASK = '••••••••';

/** Names of values that only refer to a secret: `secretName`, `credentialsRef`, `tokenUrl`. */
const REFERENCE_NAME = /(?:name|ref|namespace|url|uri|kind|path)$/i;

/** Whether the names on a path say that its value is a secret. A name anywhere on the path counts: everything below `credentials` is one. */
export function isSecretPath(path: readonly string[]): boolean {
  return path.some(isSecretName) && !REFERENCE_NAME.test(path[path.length - 1]);
}
