import type { ResourceRef } from '../resources';

/**
 * What the task of a request does with the resource, in the words of SKE's Templates.
 *
 * @public
 */
export type RequestAction = 'Request' | 'Update' | 'Delete';

/**
 * Input of `POST /api/ske/pending-requests`, which the action `ske:record-request` calls. It has no field for the spec of the resource, because the
 * record must not contain it.
 *
 * @public
 */
export interface RecordRequestInput extends ResourceRef {
  /** `Request` and `Update` record the request, `Delete` withdraws its record. */
  action: RequestAction;
  /** The name of the Promise. */
  promiseName: string;
  /** The labels of the manifest. Labels that look secret or are long are not stored. */
  labels?: Record<string, string>;
  /** The annotations of the manifest, under the same restrictions. */
  annotations?: Record<string, string>;
  /** The pull request in which the request waits. */
  pullRequestUrl?: string;
  /** The repository of requests, in the format of Backstage's `RepoUrlPicker`. */
  requestsRepoUrl?: string;
}

/**
 * The response of `POST /api/ske/pending-requests`.
 *
 * @public
 */
export interface RecordRequestResult extends ResourceRef {
  /** Whether the request was recorded, or its record was withdrawn. */
  outcome: 'recorded' | 'withdrawn';
  /** Whether the resource is on the platform cluster already. */
  exists: boolean;
}

/**
 * The state of a recorded request while its resource does not exist.
 *
 * @public
 */
export type PendingState = 'requested' | 'never-created';

/**
 * A recorded request, as the catalog module reads it from the `ske` plugin.
 *
 * @public
 */
export interface PendingRequest {
  /** Identifies the record. If a request is recorded again, its record keeps the id and gets a new `requestedAt`. */
  id: string;
  /** The API group of the resource. */
  group: string;
  /** The version of its API. */
  version: string;
  /** Its kind. */
  kind: string;
  /** The plural of its kind. */
  plural: string;
  /** Its namespace. */
  namespace: string;
  /** Its name. */
  name: string;
  /** The Backstage user who requested it. */
  requestedBy: string;
  /** When it was recorded, in RFC 3339. */
  requestedAt: string;
  /** `never-created` once the configured time is over. */
  state: PendingState;
  /** Why the resource does not exist, in one or more sentences. */
  reason: string;
  /** Why the last attempt to create it through the portal failed. It is also part of `reason`. */
  failure?: string;
  /** Whether the resource was on the platform cluster when the request was recorded, or later. */
  existed: boolean;
  /** The stored labels of the manifest. */
  labels: Record<string, string>;
  /** The stored annotations of the manifest. */
  annotations: Record<string, string>;
  /** The pull request in which the request waits. */
  pullRequestUrl?: string;
  /** The repository of requests. */
  requestsRepoUrl?: string;
}
