import type { ResourceRef } from '../resources';

/**
 * What a user can have Kratix do with a resource request or a Promise.
 *
 * @public
 */
export type ResourceActionName = 'reconcile' | 'pause' | 'resume';

/**
 * Which object an action is for.
 *
 * @public
 */
export interface ResourceActionInput extends ResourceRef {
  /** If given, the object must still be of this version: else `conflict`. */
  resourceVersion?: string;
}

/**
 * What an action did.
 *
 * @public
 */
export interface ResourceActionResult extends ResourceRef {
  action: ResourceActionName;
  /** False: it was so already, and nothing was written. */
  changed: boolean;
  uid: string;
  resourceVersion: string;
}

/**
 * To which version of its Promise a resource request is to go.
 *
 * @public
 */
export interface UpgradeInput extends ResourceRef {
  /** The version of a PromiseRevision, or `latest`: whichever is the latest, now and later. */
  version: string;
}

/**
 * What an upgrade did. Kratix carries it out afterwards.
 *
 * @public
 */
export interface UpgradeResult extends ResourceRef {
  action: 'upgrade';
  /** False: the version was asked for already, and nothing was written. */
  changed: boolean;
  promise: string;
  /** The ResourceBinding that holds the version. */
  binding: string;
  /** What it asked for before. */
  from?: string;
  /** What it asks for now. */
  to: string;
}
