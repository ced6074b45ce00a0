import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { keyAwaited, sessionEnded } from './sessionErrors';

/** Longer than a rolling update of the replicas. */
export const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * The keys that this process does not have and another replica uses: while the replicas are updated, their lists of keys differ. A session or grant of
 * such a key is unavailable for a limited time, and never ended.
 */
export class AwaitedKeys {
  readonly #seenAt = new Map<string, number>();

  /** The error of a key: 503 if it was seen for the first time not long ago, so this process may soon be replaced by a process that has the key. */
  errorOf(keyId: string): SkeError {
    const now = performance.now();
    const seenAt = this.#seenAt.get(keyId) ?? now;
    this.#seenAt.set(keyId, seenAt);
    return now < seenAt + LONGEST_WAIT_MS ? keyAwaited() : sessionEnded();
  }
}
