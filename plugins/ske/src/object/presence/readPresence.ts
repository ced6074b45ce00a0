import type { SkeError, SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import type { DeletedObject, KubernetesObject, LiveObject } from '../../live';

/** Whether the object exists, and if not, why. Each case has its own text. */
export type ObjectPresence =
  | { readonly type: 'loading' }
  | { readonly type: 'present'; readonly object: KubernetesObject }
  /** The object was deleted while the page watched it. The page keeps the last known state. */
  | { readonly type: 'deleted'; readonly last: DeletedObject }
  | { readonly type: 'missing' }
  /** The cluster does not serve the kind under this name. */
  | { readonly type: 'unknown-kind'; readonly error: SkeError }
  | { readonly type: 'hidden'; readonly error: SkeError }
  | { readonly type: 'signed-out' }
  | { readonly type: 'failed'; readonly error: SkeError };

const HIDDEN: readonly SkeErrorCode[] = [
  'forbidden',
  'policy-denied',
  'kind-not-allowed',
  'identity-mismatch',
];

/** Reads whether the object exists. An object that was shown stays visible when the connection is lost. */
export function readPresence(live: LiveObject): ObjectPresence {
  const { object, deleted, status, error } = live;
  if (object) {
    return { type: 'present', object };
  }
  if (deleted) {
    return { type: 'deleted', last: deleted };
  }
  if (error?.code === 'not-found') {
    return { type: 'missing' };
  }
  if (error?.code === 'kind-not-served') {
    return { type: 'unknown-kind', error };
  }
  switch (status) {
    case 'live':
    case 'polling':
      return { type: 'missing' };
    case 'signed-out':
      return error && error.code !== 'session-ended'
        ? readError(error)
        : { type: 'signed-out' };
    case 'refused':
      return error ? readError(error) : { type: 'loading' };
    default:
      return { type: 'loading' };
  }
}

function readError(error: SkeError): ObjectPresence {
  return { type: HIDDEN.includes(error.code) ? 'hidden' : 'failed', error };
}
