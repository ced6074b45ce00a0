import { hkdfSync } from 'node:crypto';

/**
 * A key that opens sealed `tok` claims.
 *
 * @public
 */
export interface TokKey {
  /** Its `id` in `ske.auth.session.keys`. */
  id: string;
  /** The derived key. */
  secret: Uint8Array;
}

const PURPOSE = 'kratix-portal tok v1';

/** Derives the key of `tok` claims from a configured secret. Sessions use other keys of the same secret. */
export function deriveTokKey(id: string, secret: Buffer): TokKey {
  return {
    id,
    secret: new Uint8Array(hkdfSync('sha256', secret, '', PURPOSE, 32)),
  };
}
