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
  /** Which one. */
  action: ResourceActionName;
  /** False: it was so already, and nothing was written. */
  changed: boolean;
  /** Of the object. */
  uid: string;
  /** Its version now. */
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
  /** Always this. */
  action: 'upgrade';
  /** False: the version was asked for already, and nothing was written. */
  changed: boolean;
  /** The name of the Promise. */
  promise: string;
  /** The ResourceBinding that holds the version. */
  binding: string;
  /** What it asked for before. */
  from?: string;
  /** What it asks for now. */
  to: string;
}
