import { Json } from '../kubernetes/objects';

/** A structural OpenAPI v3 schema, as much of it as Kratix's kinds need. */
export interface Schema {
  type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  description?: string;
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

type More = Partial<Schema>;

export function text(description: string, more: More = {}): Schema {
  return { type: 'string', description, ...more };
}

export function time(description: string): Schema {
  return text(description, { format: 'date-time' });
}

export function integer(description: string, more: More = {}): Schema {
  return { type: 'integer', description, ...more };
}

export function integer64(description: string, more: More = {}): Schema {
  return integer(description, { format: 'int64', ...more });
}

export function flag(description: string, more: More = {}): Schema {
  return { type: 'boolean', description, ...more };
}

export function list(
  description: string,
  items: Schema,
  more: More = {},
): Schema {
  return { type: 'array', description, items, ...more };
}

/** Free keys, string values: the shape of labels. */
export function labels(description: string): Schema {
  return {
    type: 'object',
    description,
    additionalProperties: { type: 'string' },
  };
}

/** An object whose fields are known; `required` names those that must be there. */
export function record(
  description: string,
  properties: Record<string, Schema>,
  required: string[] = [],
  more: More = {},
): Schema {
  return {
    type: 'object',
    description,
    properties,
    ...(required.length ? { required } : {}),
    ...more,
  };
}

/** An object that keeps whatever it is given. */
export function anything(description: string): Schema {
  return {
    type: 'object',
    description,
    'x-kubernetes-preserve-unknown-fields': true,
  };
}

const conditionType =
  '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$';
const conditionReason = '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$';

/** A list of metav1.Condition, with the limits that Kubernetes' API conventions set. */
export function conditions(description: string, keyed: boolean): Schema {
  const condition = record(
    'One observation.',
    {
      type: text('What is observed.', {
        maxLength: 316,
        pattern: conditionType,
      }),
      status: text('Whether it holds.', { enum: ['True', 'False', 'Unknown'] }),
      reason: text('Why, in one word for programs.', {
        minLength: 1,
        maxLength: 1024,
        pattern: conditionReason,
      }),
      message: text('Why, for people.', { maxLength: 32768 }),
      lastTransitionTime: time('Since when.'),
      observedGeneration: integer64('The generation it speaks of.', {
        minimum: 0,
      }),
    },
    ['lastTransitionTime', 'message', 'reason', 'status', 'type'],
  );
  return list(
    description,
    condition,
    keyed
      ? {
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['type'],
        }
      : {},
  );
}
