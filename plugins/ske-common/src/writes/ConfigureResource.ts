import type { ResourceRef } from '../resources';

/**
 * How `ske:configure-resource` and `POST /api/ske/configure-resource` are to write. Each has SKE's behaviour as its default.
 *
 * @public
 */
export interface ConfigureOptions {
  /** Write nothing, and say what would happen; the cluster checks all that it would check for the write. Default: false. */
  dryRun?: boolean;
  /** What to do when there is such an object: change it, or refuse with `already-exists`. Default: `update`. */
  onExisting?: 'update' | 'fail';
  /** By which name the write is known among the field managers of the object. Default: `kratix-portal`. */
  fieldManager?: string;
  /**
   * What to do with fields that the kind does not have. The cluster drops such fields. `warn` names them in `notices`; `fail` refuses the write with
   * `invalid-input`. Default: `warn`.
   */
  unknownFields?: 'warn' | 'fail';
}

/**
 * One field in which an object differs before and after a write.
 *
 * @public
 */
export interface FieldChange {
  /** Its path, such as `spec.size`. */
  field: string;
  /** What happened to it. */
  change: 'added' | 'changed' | 'removed';
  /** What it was, as JSON. Only short plain values, and never those of a field that looks like a secret. */
  before?: string;
  /** What it is now, as JSON. As for `before`. */
  after?: string;
}

/**
 * What was done, or with `dryRun` would be.
 *
 * @public
 */
export interface ConfigureResult extends ResourceRef {
  /** The object's uid: it names this object for all time, also when another of the same name follows. Absent when there is no object yet (`dryRun`). */
  resourceId?: string;
  /** The same as `resourceId`. */
  uid?: string;
  /** `unchanged`: the live object had all of it already. */
  operation: 'created' | 'updated' | 'unchanged';
  /** Whether nothing was written, as asked. */
  dryRun: boolean;
  /** Field by field, what the operation changed: every removal, and other changes up to 50 in total. */
  changes: FieldChange[];
  /** A kubectl command for a POSIX shell that does the same, or shows the object where nothing was to be done. Holds nothing that looks like a secret. */
  kubectl: string;
  /** The catalog Component of the resource, by SKE's naming; absent for kinds of Kubernetes itself and where no entity could have the name. */
  entityRef?: string;
  /** What the user should know although it went well: what was left out, what the cluster warns of. */
  notices: string[];
}
