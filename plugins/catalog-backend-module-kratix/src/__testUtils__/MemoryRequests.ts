import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import type { SeenRequest } from '../pending/PendingRequestsClient';

/** The recorded requests of the `ske` plugin, in memory. */
export class MemoryRequests {
  requests: PendingRequest[] = [];
  /** How often the list was read. */
  reads = 0;
  /** The error that the next calls fail with. */
  failure: Error | undefined;
  /** Whether the backend has no `ske` plugin. */
  isAbsent = false;

  async list(): Promise<PendingRequest[] | undefined> {
    this.reads += 1;
    this.#check();
    return this.isAbsent ? undefined : [...this.requests];
  }

  async deleteSeen(seen: readonly SeenRequest[]): Promise<void> {
    this.#check();
    this.requests = this.requests.filter(
      ({ id, requestedAt }) =>
        !seen.some(each => each.id === id && each.requestedAt === requestedAt),
    );
  }

  #check(): void {
    if (this.failure) {
      throw this.failure;
    }
  }
}
