import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  cleanText,
  describeResourceRef,
  parseApiVersion,
  type PendingRequest,
  type RecordRequestInput,
  type RecordRequestResult,
  type ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type {
  OperationCaller,
  PlatformServices,
} from '@kratix-portal/plugin-ske-node';
import { isError } from '@backstage/errors';
import { keepMetadata } from './keptMetadata';
import type { PendingRequestsConfig } from './PendingRequestsConfig';
import type {
  PendingRequestRow,
  PendingRequestStore,
  RecordedResource,
} from './PendingRequestStore';
import type { TaskFailures } from './TaskFailures';
import { toPendingRequest } from './toPendingRequest';

// The most records. The catalog reads all records at once, and a record has about 1 kB.
const MOST_LISTED = 5_000;
const LONGEST_FAILURE = 1_000;

/** The requests of users whose resources the platform cluster may not have yet (B8, P1 to P6), for one cluster. */
export class PendingRequests {
  readonly #cluster: string;
  readonly #checks: PlatformServices['requests'];
  readonly #store: PendingRequestStore;
  readonly #config: PendingRequestsConfig;
  readonly #taskFailures: Pick<TaskFailures, 'note'>;
  readonly #logger: LoggerService;

  constructor(options: {
    /** The name of the platform cluster. */
    cluster: string;
    checks: PlatformServices['requests'];
    store: PendingRequestStore;
    config: PendingRequestsConfig;
    taskFailures: Pick<TaskFailures, 'note'>;
    logger: LoggerService;
  }) {
    this.#cluster = options.cluster;
    this.#checks = options.checks;
    this.#store = options.store;
    this.#config = options.config;
    this.#taskFailures = options.taskFailures;
    this.#logger = options.logger;
  }

  /** Records the request of the caller, who must be allowed to create the resource, or withdraws the caller's record. */
  async record(
    input: RecordRequestInput,
    caller: OperationCaller,
  ): Promise<RecordRequestResult> {
    const { apiVersion, kind, namespace, name } = input;
    const ref = { apiVersion, kind, namespace, name };
    if (input.action === 'Delete') {
      const { userEntityRef } = caller.credentials.principal;
      await this.#checks.withdraw(ref, caller, () =>
        this.#store.withdraw(this.#resourceOf(ref), userEntityRef),
      );
      return { ...ref, outcome: 'withdrawn', exists: false };
    }
    const request = { ref, waitsForReview: input.pullRequestUrl !== undefined };
    return this.#checks.record(request, caller, async checked => {
      const resource = this.#resourceOf(checked.ref);
      const { userEntityRef, clusterUser } = checked.requester;
      await this.#checkCount(userEntityRef, resource, checked.ref);
      await this.#store.record({
        ...resource,
        ...keepMetadata(input),
        version: parseApiVersion(apiVersion)?.version ?? '',
        plural: checked.plural,
        promiseName: input.promiseName,
        requestedBy: userEntityRef,
        clusterUser,
        taskId: caller.taskId,
        pullRequestUrl: input.pullRequestUrl,
        requestsRepoUrl: input.requestsRepoUrl,
        existed: checked.exists,
      });
      return { ...checked.ref, outcome: 'recorded', exists: checked.exists };
    });
  }

  /** The records of a cluster with their states. Records that are too old are deleted first. */
  async list(cluster: string): Promise<PendingRequest[]> {
    const { neverCreatedAfterMs, neverMergedAfterMs, keepNeverCreatedMs } =
      this.#config;
    await this.#store.deleteOlderThan({
      existedMs: neverCreatedAfterMs,
      pushedMs: neverCreatedAfterMs + keepNeverCreatedMs,
      reviewedMs: neverMergedAfterMs + keepNeverCreatedMs,
    });
    const rows = await this.#store.list(cluster, MOST_LISTED);
    const now = await this.#store.now();
    // This response does not wait for the scaffolder. The next read of the catalog gets the reasons of failed tasks.
    this.#inBackground(this.#taskFailures.note(rows));
    return rows.map((row: PendingRequestRow) =>
      toPendingRequest(row, { now, config: this.#config }),
    );
  }

  /** Deletes the records whose resources the catalog has seen. */
  async deleteSeen(
    seen: readonly { id: string; requestedAt: string }[],
  ): Promise<number> {
    return this.#store.deleteSeen(
      seen.map(({ id, requestedAt }) => ({
        id,
        requestedAt: Date.parse(requestedAt),
      })),
    );
  }

  /** Stores the result of a write in the background. If the database fails, the write still succeeds. */
  noteCreated(ref: ResourceRef): void {
    this.#inBackground(this.#store.markExisting(this.#resourceOf(ref)));
  }

  /** Stores why a write failed, in the caller's own record of the resource. */
  noteFailed(ref: ResourceRef, caller: OperationCaller, error: unknown): void {
    // After a timeout, the cluster may have created the resource.
    if (SkeError.is(error) && error.code !== 'timeout') {
      const { userEntityRef } = caller.credentials.principal;
      const failure = cleanText(describeFailure(error)).slice(
        0,
        LONGEST_FAILURE,
      );
      this.#inBackground(
        this.#store.markFailed(this.#resourceOf(ref), userEntityRef, failure),
      );
    }
  }

  async #checkCount(
    user: string,
    resource: RecordedResource,
    ref: ResourceRef,
  ): Promise<void> {
    const count = await this.#store.countOthers(user, resource);
    if (count >= this.#config.perUser) {
      throw new SkeError({
        code: 'too-many-requests',
        message: `You have ${count} recorded requests whose resources do not exist, so the request of ${describeResourceRef(ref)} is not recorded.`,
        retryAfterSeconds: 60,
        hint: 'Wait until their resources exist or their records are removed. ske.pendingRequests.perUser sets the number.',
      });
    }
  }

  #resourceOf({ apiVersion, kind, namespace, name }: ResourceRef) {
    const { group } = parseApiVersion(apiVersion) ?? { group: '' };
    return {
      cluster: this.#cluster,
      group,
      kind,
      namespace: namespace ?? '',
      name,
    };
  }

  #inBackground(work: Promise<void>): void {
    work.catch(error =>
      this.#logger.warn(
        `A recorded request could not be updated: ${isError(error) ? error.name : 'unknown error'}`,
      ),
    );
  }
}

/** The cluster's texts on invalid fields quote values, so only the names of the fields are stored. */
function describeFailure(error: SkeError): string {
  const fields =
    error.code === 'invalid'
      ? [...new Set((error.causes ?? []).flatMap(({ field }) => field ?? []))]
      : [];
  return fields.length > 0
    ? `The cluster rejected these fields: ${fields.join(', ')}.`
    : error.message;
}
