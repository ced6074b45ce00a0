import { randomUUID } from 'node:crypto';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import {
  type Knex,
  readDatabaseTime,
} from '@kratix-portal/plugin-ske-node/database';
import type { KeptMetadata } from './keptMetadata';
import {
  IDENTITY_COLUMNS,
  migratePendingRequests,
  PENDING_REQUESTS_TABLE,
} from './migrations';

/** The resource of a record. The version of its API is not part of its identity. */
export interface RecordedResource {
  cluster: string;
  group: string;
  kind: string;
  /** Empty for a cluster-scoped kind. */
  namespace: string;
  name: string;
}

/** A record. Times are milliseconds since 1970, by the clock of the database. */
export interface PendingRequestRow extends RecordedResource, KeptMetadata {
  id: string;
  version: string;
  plural: string;
  promiseName: string;
  requestedBy: string;
  clusterUser: string | undefined;
  taskId: string | undefined;
  pullRequestUrl: string | undefined;
  requestsRepoUrl: string | undefined;
  existed: boolean;
  failure: string | undefined;
  requestedAt: number;
}

/** A record as its user submits it. */
export type NewPendingRequest = Omit<
  PendingRequestRow,
  'id' | 'failure' | 'requestedAt'
>;

/** How old a record may become. */
export interface RecordAges {
  /** The limit for a request whose resource has existed. Such a request is no longer pending, even if the catalog cannot see the resource. */
  existedMs: number;
  pushedMs: number;
  reviewedMs: number;
}

/**
 * The records of all replicas. Every change is one SQL statement that can be repeated: recording a request again replaces the record of the same
 * user, and deleting a record that another replica has deleted does nothing.
 */
export class PendingRequestStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static async create(database: DatabaseService): Promise<PendingRequestStore> {
    return new PendingRequestStore(await migratePendingRequests(database));
  }

  /** The clock of the database. */
  now(): Promise<number> {
    return readDatabaseTime(this.#knex);
  }

  /** Records a request, or replaces the same user's record of the same resource. */
  async record(request: NewPendingRequest): Promise<void> {
    const { labels, annotations } = request;
    const columns = {
      ...identityOf(request),
      requested_by: request.requestedBy,
      api_version: request.version,
      plural: request.plural,
      promise: request.promiseName,
      cluster_user: request.clusterUser ?? null,
      task_id: request.taskId ?? null,
      metadata: JSON.stringify({ labels, annotations }),
      pull_request_url: request.pullRequestUrl ?? null,
      requests_repo_url: request.requestsRepoUrl ?? null,
      existed: request.existed,
      failure: null,
      requested_at: await this.now(),
    };
    await this.#knex(PENDING_REQUESTS_TABLE)
      .insert({ id: randomUUID(), ...columns })
      .onConflict([...IDENTITY_COLUMNS])
      .merge(columns);
  }

  /** Returns how many records a user has, not counting the record of this resource. */
  async countOthers(
    requestedBy: string,
    resource: RecordedResource,
  ): Promise<number> {
    const [{ count }] = await this.#knex(PENDING_REQUESTS_TABLE)
      .where({ requested_by: requestedBy })
      .whereNot(query => query.where(identityOf(resource)))
      .count({ count: '*' });
    return Number(count);
  }

  /** Deletes the record of a user. */
  async withdraw(
    resource: RecordedResource,
    requestedBy: string,
  ): Promise<void> {
    await this.#knex(PENDING_REQUESTS_TABLE)
      .where({ ...identityOf(resource), requested_by: requestedBy })
      .delete();
  }

  /** Stores that the resource exists, in the records of all users. */
  async markExisting(resource: RecordedResource): Promise<void> {
    await this.#knex(PENDING_REQUESTS_TABLE)
      .where(identityOf(resource))
      .update({ existed: true, failure: null });
  }

  /** Stores why the attempt of a user to create the resource failed. */
  async markFailed(
    resource: RecordedResource,
    requestedBy: string,
    failure: string,
  ): Promise<void> {
    await this.#knex(PENDING_REQUESTS_TABLE)
      .where({
        ...identityOf(resource),
        requested_by: requestedBy,
        existed: false,
      })
      .update({ failure });
  }

  /** Stores why the task that recorded the request failed. A record that has a failure of the cluster, or that was recorded again, is not changed. */
  async markTaskFailed(
    { id, requestedAt }: Pick<PendingRequestRow, 'id' | 'requestedAt'>,
    failure: string,
  ): Promise<void> {
    await this.#knex(PENDING_REQUESTS_TABLE)
      .where({ id, requested_at: requestedAt, existed: false })
      .whereNull('failure')
      .update({ failure });
  }

  /**
   * Deletes records whose resource the catalog has seen, except the records that were written again since the catalog read them.
   *
   * @param seen - the ids, each with the `requestedAt` that the catalog read
   */
  async deleteSeen(
    seen: readonly { id: string; requestedAt: number }[],
  ): Promise<number> {
    let deleted = 0;
    for (const { id, requestedAt } of seen) {
      deleted += await this.#knex(PENDING_REQUESTS_TABLE)
        .where({ id, requested_at: requestedAt })
        .delete();
    }
    return deleted;
  }

  /** Deletes the records that are too old. */
  async deleteOlderThan(ages: RecordAges): Promise<void> {
    const now = await this.now();
    const { existedMs, pushedMs, reviewedMs } = ages;
    await this.#knex(PENDING_REQUESTS_TABLE)
      .where(query =>
        query
          .where('existed', true)
          .andWhere('requested_at', '<', now - existedMs),
      )
      .orWhere(query =>
        query
          .whereNull('pull_request_url')
          .andWhere('requested_at', '<', now - pushedMs),
      )
      .orWhere('requested_at', '<', now - reviewedMs)
      .delete();
  }

  /** The records of a cluster, the oldest first. */
  async list(cluster: string, limit: number): Promise<PendingRequestRow[]> {
    const rows = await this.#knex(PENDING_REQUESTS_TABLE)
      .where({ cluster })
      .orderBy('requested_at')
      .orderBy('id')
      .limit(limit);
    return rows.map(toRow);
  }
}

function identityOf(resource: RecordedResource) {
  return {
    cluster: resource.cluster,
    api_group: resource.group,
    kind: resource.kind,
    namespace: resource.namespace,
    name: resource.name,
  };
}

/** PostgreSQL returns a bigint as a string, and SQLite returns a boolean as a number. */
function toRow(
  row: Record<string, string | number | boolean | null>,
): PendingRequestRow {
  const text = (value: unknown) => (value === null ? undefined : String(value));
  const { labels, annotations }: KeptMetadata = JSON.parse(
    String(row.metadata),
  );
  return {
    id: String(row.id),
    cluster: String(row.cluster),
    group: String(row.api_group),
    version: String(row.api_version),
    kind: String(row.kind),
    plural: String(row.plural),
    namespace: String(row.namespace),
    name: String(row.name),
    promiseName: String(row.promise),
    requestedBy: String(row.requested_by),
    clusterUser: text(row.cluster_user),
    taskId: text(row.task_id),
    labels,
    annotations,
    pullRequestUrl: text(row.pull_request_url),
    requestsRepoUrl: text(row.requests_repo_url),
    existed: Boolean(row.existed),
    failure: text(row.failure),
    requestedAt: Number(row.requested_at),
  };
}
