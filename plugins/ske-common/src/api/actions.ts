import type { ResourceRef } from '../resources';

/**
 * An action that Kratix performs on a resource request or a Promise.
 *
 * @public
 */
export type ResourceActionName = 'reconcile' | 'pause' | 'resume';

/**
 * The object that an action is for.
 *
 * @public
 */
export interface ResourceActionInput extends ResourceRef {
  /**
   * If set, the object must have this uid, otherwise the action fails with `conflict`. An object that was deleted and created again under the same name has a
   * different uid.
   */
  uid?: string;
  /** If set, the object must still have this resourceVersion, otherwise the action fails with `conflict`. */
  resourceVersion?: string;
}

/**
 * The result of an action.
 *
 * @public
 */
export interface ResourceActionResult extends ResourceRef {
  /** The action. */
  action: ResourceActionName;
  /** False if the object already had the wanted state and nothing was written. */
  changed: boolean;
  /** The uid of the object. */
  uid: string;
  /** The resourceVersion of the object after the action. */
  resourceVersion: string;
}

/**
 * The version of the Promise to which a resource request is upgraded.
 *
 * @public
 */
export interface UpgradeInput extends ResourceRef {
  /** If set, the object must have this uid, otherwise the upgrade fails with `conflict`. */
  uid?: string;
  /** The version of a PromiseRevision, or `latest`, which follows every new version. */
  version: string;
}

/**
 * The result of a call that requests an upgrade. Kratix carries out the upgrade after the call.
 *
 * @public
 */
export interface UpgradeResult extends ResourceRef {
  /** Always `upgrade`. */
  action: 'upgrade';
  /** False if this version was already requested and nothing was written. If the upgrade to this version failed, it is started again. */
  changed: boolean;
  /** The name of the Promise. */
  promise: string;
  /** The ResourceBinding that has the version. */
  binding: string;
  /** The version that was requested before. */
  from?: string;
  /** The version that is requested now. */
  to: string;
}
