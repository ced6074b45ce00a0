import type { ResourceRef } from '../resources';

/**
 * Options of `ske:configure-resource` and `POST /api/ske/configure-resource`. The defaults are SKE's behaviour.
 *
 * @public
 */
export interface ConfigureOptions {
  /** Writes nothing and reports what would happen. The cluster checks everything that it checks for a write. Default: false. */
  dryRun?: boolean;
  /** What to do if the object exists: change it, or fail with `already-exists`. Default: `update`. */
  onExisting?: 'update' | 'fail';
  /** The name of the write among the field managers of the object. Default: `kratix-portal`. */
  fieldManager?: string;
  /**
   * What to do with fields that the kind does not have. The cluster drops such fields. `warn` names them in `notices`; `fail` rejects the write with
   * `invalid-input`. Default: `warn`.
   */
  unknownFields?: 'warn' | 'fail';
  /**
   * The object that the caller has seen. If it does not exist any more, or if anything but its status has changed since, the write fails with `conflict`. Unlike a
   * `metadata.resourceVersion` in the manifest, this does not make the write remove fields that other field managers wrote.
   */
  basedOn?: SeenObject;
}

/**
 * Identifies one state of an object.
 *
 * @public
 */
export interface SeenObject {
  /** Its `metadata.uid`. An object that is created again under the same name has another one. */
  uid: string;
  /** Its `metadata.resourceVersion`, which the API server changes with every write. */
  resourceVersion: string;
}

/**
 * One field in which an object differs before and after a write.
 *
 * @public
 */
export interface FieldChange {
  /** Its path, such as `spec.size`, or `spec.hosts[1]` for an item that a list no longer has. The index is the index before the write. */
  field: string;
  /** The kind of change. */
  change: 'added' | 'changed' | 'removed';
  /** The value before the write, as JSON. Only short plain values, never of a field that looks like a secret. */
  before?: string;
  /** The value after the write, as JSON, under the same restrictions. */
  after?: string;
}

/**
 * The result of a write, or with `dryRun` of a dry run.
 *
 * @public
 */
export interface ConfigureResult extends ResourceRef {
  /** The object's uid. If the object is deleted and created again, the new object has a different uid. Absent if there is no object yet (`dryRun`). */
  resourceId?: string;
  /** The same as `resourceId`. */
  uid?: string;
  /** `unchanged`: the live object already had all values of the manifest. */
  operation: 'created' | 'updated' | 'unchanged';
  /** Whether this was a dry run. */
  dryRun: boolean;
  /** The changed fields: every removed field, and other fields up to 50 in total. A changed list is followed by what was removed from it, up to 50 entries for each list. */
  changes: FieldChange[];
  /**
   * A kubectl command for a POSIX shell that makes the same write, or that shows the object if nothing had to be done. The command contains nothing
   * that looks like a secret.
   */
  kubectl: string;
  /** The reference of the resource's catalog Component, by SKE's naming. Absent for kinds of Kubernetes itself, and if the catalog would reject the name. */
  entityRef?: string;
  /** Notices for the user about a successful write: the fields that were left out, and the cluster's warnings. */
  notices: string[];
}
