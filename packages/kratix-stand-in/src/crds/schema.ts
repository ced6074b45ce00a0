import { Json } from '../kubernetes/objects';

/** The part of a structural OpenAPI v3 schema that Kratix's kinds need. */
export interface Schema {
  type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  format?: string;
  enum?: string[];
  default?: Json;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  required?: string[];
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-list-type'?: 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-validations'?: Array<{ rule: string; message: string }>;
}

export const text: Schema = { type: 'string' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const integer: Schema = { type: 'integer' };
export const int64: Schema = { type: 'integer', format: 'int64' };
export const flag: Schema = { type: 'boolean' };

/** Free keys and string values, for example labels. */
export const labels: Schema = { type: 'object', additionalProperties: text };

/** An object with any fields. */
export const anything: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

export function list(items: Schema, more: Partial<Schema> = {}): Schema {
  return { type: 'array', items, ...more };
}

/** An object with known fields, some of them required. */
export function record(
  properties: Record<string, Schema>,
  required: string[] = [],
  more: Partial<Schema> = {},
): Schema {
  const some = required.length ? { required } : {};
  return { type: 'object', properties, ...some, ...more };
}

/** metav1.Condition with the limits of Kubernetes' API conventions. */
const condition = record(
  {
    type: {
      ...text,
      maxLength: 316,
      pattern:
        '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$',
    },
    status: { ...text, enum: ['True', 'False', 'Unknown'] },
    reason: {
      ...text,
      minLength: 1,
      maxLength: 1024,
      pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$',
    },
    message: { ...text, maxLength: 32768 },
    lastTransitionTime: time,
    observedGeneration: { ...int64, minimum: 0 },
  },
  ['lastTransitionTime', 'message', 'reason', 'status', 'type'],
);

export const conditions = list(condition);
export const keyedConditions = list(condition, {
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
});
