import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import { kindIdOf, resourceKey } from './objectKeys';

/** The recorded requests whose resources do not exist, by the key of the resource. */
export class PendingStore {
  readonly #byKey = new Map<string, PendingRequest>();
  /** Records whose resources exist or have existed. They are not shown again, even if the resource is deleted before its record. */
  readonly #seen = new Map<string, PendingRequest>();
  #recorded: readonly PendingRequest[] = [];

  get(key: string): PendingRequest | undefined {
    return this.#byKey.get(key);
  }

  keys(): string[] {
    return [...this.#byKey.keys()];
  }

  /** The keys of the requests of one kind. */
  ofKind(kindId: string): string[] {
    return [...this.#byKey]
      .filter(([, request]) => kindIdOf(request) === kindId)
      .map(([key]) => key);
  }

  /** All records, including those that are not shown. */
  get recorded(): readonly PendingRequest[] {
    return this.#recorded;
  }

  get seen(): PendingRequest[] {
    return [...this.#seen.values()];
  }

  setRecorded(requests: readonly PendingRequest[]): void {
    this.#recorded = requests;
  }

  /**
   * Replaces the requests that are shown.
   *
   * @returns the keys of requests that were changed, added or removed
   */
  show(requests: readonly PendingRequest[]): string[] {
    const before = new Map(this.#byKey);
    this.#byKey.clear();
    for (const request of requests) {
      const key = keyOfRequest(request);
      const other = this.#byKey.get(key);
      // Several users can request the same resource. A request that still waits has precedence, and among equal requests the oldest.
      const isBetter =
        other?.state === 'never-created' && request.state === 'requested';
      if (!this.#seen.has(seenKey(request)) && (!other || isBetter)) {
        this.#byKey.set(key, request);
      }
    }
    return [...new Set([...before.keys(), ...this.#byKey.keys()])].filter(
      key =>
        JSON.stringify(before.get(key)) !==
        JSON.stringify(this.#byKey.get(key)),
    );
  }

  /** Marks all records of a resource that exists. */
  markSeen(key: string): void {
    this.#byKey.delete(key);
    this.#recorded
      .filter(request => keyOfRequest(request) === key)
      .forEach(request => this.#seen.set(seenKey(request), request));
  }

  forgetSeen(requests: readonly PendingRequest[]): void {
    requests.forEach(request => this.#seen.delete(seenKey(request)));
  }
}

/** The key of the resource that a request is for. */
export function keyOfRequest(request: PendingRequest): string {
  return resourceKey(kindIdOf(request), request.namespace, request.name);
}

/** A request that is recorded again counts as another request. */
function seenKey({ id, requestedAt }: PendingRequest): string {
  return `${id} ${requestedAt}`;
}
