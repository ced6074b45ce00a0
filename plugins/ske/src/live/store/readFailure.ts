import { SkeError } from '@kratix-portal/plugin-ske-common';

/**
 * What the store does after a failure:
 * - `signed-out`: stop until the user signs in again.
 * - `token`: try again at once with a fresh token.
 * - `refused`: try again after a long time, because rights and kinds can change.
 * - `relist`: list again, because the cluster no longer has the changes since the cursor.
 * - `unsupported`: use lists instead of streams.
 * - `retry`: try again with a growing delay.
 */
export type FailureKind =
  'signed-out' | 'token' | 'refused' | 'relist' | 'unsupported' | 'retry';

/** Decides by the code of an error what the store does. */
export function kindOfFailure(error: SkeError): FailureKind {
  switch (error.code) {
    case 'session-ended':
      return 'signed-out';
    case 'no-credentials':
    case 'identity-rejected':
      return 'token';
    case 'forbidden':
    case 'policy-denied':
    case 'quota-exceeded':
    case 'kind-not-allowed':
    case 'identity-mismatch':
    case 'kind-not-served':
    case 'not-found':
    case 'invalid-input':
    case 'invalid':
      return 'refused';
    case 'expired':
      return 'relist';
    case 'method-not-allowed':
      return 'unsupported';
    default:
      return 'retry';
  }
}

const CODES_OF_ALL: ReadonlySet<SkeError['code']> = new Set([
  'cluster-unreachable',
  'cluster-untrusted',
  'idp-unavailable',
  'too-many-requests',
]);

/** Whether the code of an error concerns all collections, because it is about the user or the whole cluster. */
export function isOfWholeCluster({ code }: Pick<SkeError, 'code'>): boolean {
  return CODES_OF_ALL.has(code);
}

/** Whether a failure concerns all collections: there was no response, or the code is about the user or the whole cluster. A response has a request id. */
export function isOfAll({ code, requestId }: SkeError): boolean {
  const isUnanswered =
    requestId === undefined && (code === 'internal' || code === 'timeout');
  return isUnanswered || isOfWholeCluster({ code });
}

/** The error if the browser has no network. */
export function networkLost(): SkeError {
  return new SkeError({
    code: 'internal',
    message: 'The browser has no network.',
    hint: 'The page continues when the network is back.',
  });
}

/** The hint for an error after which the page tries again. */
export const PAGE_RETRIES = 'The page tries again by itself.';

/** Every failure as a SkeError. */
export function toSkeError(error: unknown): SkeError {
  return SkeError.is(error)
    ? error
    : new SkeError({
        code: 'internal',
        message: 'The connection to the ske backend failed.',
        hint: PAGE_RETRIES,
        cause: error,
      });
}
