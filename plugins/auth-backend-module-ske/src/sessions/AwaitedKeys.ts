import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { keyAwaited, sessionEnded } from './sessionErrors';

/** Longer than a rolling update of the replicas. */
export const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * The keys that another replica uses and that this process does not have. This happens during a rolling update, because the replicas then have different lists of
 * keys. A session or grant with such a key is unavailable at this process for a limited time, and this process never ends it.
 */
export class AwaitedKeys {
  readonly #seenAt = new Map<string, number>();

  /**
   * The error for a missing key. For 15 minutes after the key was first seen, it is a 503, because this process may soon be replaced by a process that has the
   * key.
   */
  errorOf(keyId: string): SkeError {
    const now = performance.now();
    const seenAt = this.#seenAt.get(keyId) ?? now;
    this.#seenAt.set(keyId, seenAt);
    return now < seenAt + LONGEST_WAIT_MS ? keyAwaited() : sessionEnded();
  }
}
