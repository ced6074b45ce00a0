import type { JsonObject, JsonValue } from '@backstage/types';

/** A schema with values that the form and the API server accept or reject. */
export interface FormCase {
  title: string;
  spec: JsonObject;
  /** Keywords of the whole object. */
  root?: JsonObject;
  /** Values that both accept. */
  accepted: JsonValue[];
  /** Values that both accept, with a null that the API server drops or replaces by a default. */
  changed?: JsonValue[];
  /** Values that both reject. */
  refused: JsonValue[];
  /** Values that the form accepts with a notice that the cluster checks them, and that the API server rejects. */
  left: JsonValue[];
}
