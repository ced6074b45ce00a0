import { JsonObject, KubernetesObject } from '../kubernetes/objects';

/** An object of any kind, with all fields. */
export interface RecordedObject extends KubernetesObject {
  spec?: JsonObject;
  status?: JsonObject;
  [field: string]: unknown;
}

/** One line of a recording: an object that existed at the start (t = 0, ADDED), or one change. */
export interface RecordedLine {
  t: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: RecordedObject;
}
