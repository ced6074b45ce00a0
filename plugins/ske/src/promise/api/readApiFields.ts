import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject, textAt } from '../../values';
import type { ApiField, FieldType } from './ApiField';
import { readFieldRules } from './readFieldRules';

/** A longer list of fields is not useful to read. The YAML of the Promise has all fields. */
export const MAX_FIELDS = 1_000;

/** The fields of a kind, and whether there are more than {@link MAX_FIELDS}. */
export interface ApiFields {
  readonly fields: readonly ApiField[];
  readonly isCut: boolean;
}

/**
 * Lists the fields of a kind's spec in the order of the schema, each followed by the fields inside it.
 *
 * @param schema - the `openAPIV3Schema` of the kind
 */
export function readApiFields(schema: JsonObject): ApiFields {
  const spec = isObject(schema.properties) ? schema.properties.spec : undefined;
  const fields: ApiField[] = [];
  addProperties(isObject(spec) ? spec : {}, 'spec', 0, fields);
  return {
    fields: fields.slice(0, MAX_FIELDS),
    isCut: fields.length > MAX_FIELDS,
  };
}

function addProperties(
  schema: JsonObject,
  path: string,
  depth: number,
  fields: ApiField[],
): void {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, value] of Object.entries(properties)) {
    if (fields.length > MAX_FIELDS) {
      return;
    }
    if (isObject(value)) {
      const field = readField(value, {
        path: `${path}.${name}`,
        name,
        depth,
        isRequired: required.includes(name),
      });
      fields.push(field);
      addInner(value, field, fields);
    }
  }
}

function addInner(
  schema: JsonObject,
  { path, depth, type }: ApiField,
  fields: ApiField[],
): void {
  if (type === 'list' && isObject(schema.items)) {
    addProperties(schema.items, `${path}[]`, depth + 1, fields);
  } else if (type === 'map' && isObject(schema.additionalProperties)) {
    addProperties(schema.additionalProperties, `${path}{}`, depth + 1, fields);
  } else {
    addProperties(schema, path, depth + 1, fields);
  }
}

function readField(
  schema: JsonObject,
  place: Pick<ApiField, 'path' | 'name' | 'depth' | 'isRequired'>,
): ApiField {
  const type = typeOf(schema);
  const inner =
    type === 'list'
      ? schema.items
      : type === 'map' && schema.additionalProperties;
  const description = textAt(schema, 'description');
  return {
    ...place,
    type,
    ...(isObject(inner) && { of: typeOf(inner) }),
    ...(description !== undefined && { description }),
    ...('default' in schema && { default: schema.default as JsonValue }),
    rules: [
      ...readFieldRules(schema),
      ...(isObject(inner) && !isObject(inner.properties)
        ? readFieldRules(inner)
        : []),
    ],
  };
}

function typeOf(schema: JsonObject): FieldType {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return 'int-or-string';
  }
  switch (schema.type) {
    case 'array':
      return 'list';
    case 'object':
      return isMap(schema) ? 'map' : 'object';
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return schema.type;
    default:
      return 'any';
  }
}

function isMap({ properties, additionalProperties }: JsonObject): boolean {
  return (
    !isObject(properties) &&
    (isObject(additionalProperties) || additionalProperties === true)
  );
}
