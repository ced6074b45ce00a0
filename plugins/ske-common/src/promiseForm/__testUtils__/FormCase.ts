import type { JsonObject, JsonValue } from '@backstage/types';

/** A schema with values that the form and the API server accept or reject. */
export interface FormCase {
  title: string;
  spec: JsonObject;
  /** Both accept them. */
  accepted: JsonValue[];
  /** Both reject them. */
  refused: JsonValue[];
  /** The form accepts them and says that the cluster checks them; the API server rejects them. */
  left: JsonValue[];
}
