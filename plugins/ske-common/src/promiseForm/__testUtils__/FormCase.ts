import type { JsonObject, JsonValue } from '@backstage/types';

/** A schema with values that the form and the API server accept or reject. */
export interface FormCase {
  title: string;
  spec: JsonObject;
  /** Values that both accept. */
  accepted: JsonValue[];
  /** Values that both reject. */
  refused: JsonValue[];
  /** Values that the form accepts with a notice that the cluster checks them, and that the API server rejects. */
  left: JsonValue[];
}
