/**
 * Every error code, with its HTTP status and the name of Backstage's error class of the same meaning.
 * The list is closed, so code may branch on it. A message may be reworded at any time.
 *
 * @public
 */
export const skeErrorCodes = {
  'no-credentials': { status: 401, name: 'AuthenticationError' },
  'session-ended': { status: 401, name: 'AuthenticationError' },
  'identity-rejected': { status: 401, name: 'AuthenticationError' },
  forbidden: { status: 403, name: 'NotAllowedError' },
  'policy-denied': { status: 403, name: 'NotAllowedError' },
  'quota-exceeded': { status: 403, name: 'NotAllowedError' },
  'kind-not-allowed': { status: 403, name: 'NotAllowedError' },
  'identity-mismatch': { status: 403, name: 'NotAllowedError' },
  'invalid-input': { status: 400, name: 'InputError' },
  'not-found': { status: 404, name: 'NotFoundError' },
  'kind-not-served': { status: 404, name: 'NotFoundError' },
  'method-not-allowed': { status: 405, name: 'MethodNotAllowedError' },
  conflict: { status: 409, name: 'ConflictError' },
  'already-exists': { status: 409, name: 'ConflictError' },
  'namespace-terminating': { status: 409, name: 'ConflictError' },
  'logs-pending': { status: 409, name: 'ConflictError' },
  expired: { status: 410, name: 'GoneError' },
  'logs-gone': { status: 410, name: 'GoneError' },
  invalid: { status: 422, name: 'InvalidError' },
  'too-many-requests': { status: 429, name: 'TooManyRequestsError' },
  internal: { status: 500, name: 'InternalServerError' },
  'cluster-error': { status: 502, name: 'ClusterError' },
  'cluster-unreachable': { status: 503, name: 'ServiceUnavailableError' },
  'cluster-untrusted': { status: 503, name: 'ServiceUnavailableError' },
  'logs-unavailable': { status: 503, name: 'ServiceUnavailableError' },
  'idp-unavailable': { status: 503, name: 'ServiceUnavailableError' },
  timeout: { status: 504, name: 'TimeoutError' },
} as const satisfies Record<string, { status: number; name: string }>;

/**
 * A code from the closed list of {@link skeErrorCodes}.
 *
 * @public
 */
export type SkeErrorCode = keyof typeof skeErrorCodes;

/**
 * Whether a value, such as one from a response, is a known code.
 *
 * @public
 */
export function isSkeErrorCode(value: unknown): value is SkeErrorCode {
  return typeof value === 'string' && Object.hasOwn(skeErrorCodes, value);
}
