import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { asObject } from '../values';

/** A part of an OpenAPI v3 schema, as a CustomResourceDefinition has it. */
export type Schema = JsonObject;

const text: Schema = { type: 'string' };
const textMap: Schema = { type: 'object', additionalProperties: text };

/** The schema of a whole object: what each object of Kubernetes has, and the parts that the CustomResourceDefinition describes. */
export function toObjectSchema(crdSchema: Schema): Schema {
  return {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: {
      ...asObject(crdSchema.properties),
      apiVersion: text,
      kind: text,
      metadata: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: {
          name: text,
          namespace: text,
          labels: textMap,
          annotations: textMap,
        },
      },
    },
  };
}

/** Finds the schema at a path. Undefined if the schema does not describe that path. */
export function schemaAt(
  schema: Schema | undefined,
  path: FieldPath,
): Schema | undefined {
  return path.reduce<Schema | undefined>(
    (at, step) => at && childSchema(at, step),
    schema,
  );
}

/** The schema of a field, or of the items of a list. An item is named by its index, or by its keys, such as `name="web"`. */
export function childSchema(
  schema: Schema,
  step: string | number,
): Schema | undefined {
  const items = asObject(schema.items);
  const properties = asObject(schema.properties);
  if (typeof step === 'number' || (items && !properties)) {
    return items;
  }
  return properties && Object.hasOwn(properties, step)
    ? asObject(properties[step])
    : asObject(schema.additionalProperties);
}

/** The fields in a schema. */
export function propertiesOf(schema: Schema | undefined): [string, Schema][] {
  return Object.entries(asObject(schema?.properties) ?? {}).flatMap(
    ([name, property]): [string, Schema][] => {
      const found = asObject(property);
      return found ? [[name, found]] : [];
    },
  );
}

/** Whether a schema allows fields that are not in it. A schema without a list of fields allows all fields. */
export function isOpen(schema: Schema): boolean {
  return (
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    (schema.additionalProperties !== undefined &&
      schema.additionalProperties !== false) ||
    asObject(schema.properties) === undefined
  );
}

/** The type in the words of the API, such as `integer` or `string[]`. */
export function typeOf(schema: Schema): string {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return 'integer | string';
  }
  const type = typeof schema.type === 'string' ? schema.type : '';
  const items = type === 'array' ? asObject(schema.items) : undefined;
  return items ? `${typeOf(items)}[]` : type;
}

/** The values that a schema allows, if it lists them. */
export function allowedValues(schema: Schema | undefined): JsonValue[] {
  if (Array.isArray(schema?.enum)) {
    return schema.enum;
  }
  return schema?.type === 'boolean' ? [true, false] : [];
}
