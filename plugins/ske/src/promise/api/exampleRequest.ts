import type { JsonObject, JsonValue } from '@backstage/types';
import type { PromiseApi } from '@kratix-portal/plugin-ske-common';
import { stringify } from 'yaml';
import { isObject, numberAt } from '../../values';

/**
 * Writes a manifest with every required field and every default, to copy and change.
 *
 * A value that the schema does not give is made up from its type; the cluster may reject it, for example where a pattern is required.
 */
export function exampleRequest(api: PromiseApi): string {
  const properties = isObject(api.schema.properties)
    ? api.schema.properties
    : {};
  const spec = isObject(properties.spec) ? exampleOf(properties.spec) : {};
  return stringify(
    {
      apiVersion: `${api.group}/${api.version}`,
      kind: api.kind,
      metadata: { name: 'example', namespace: 'default' },
      spec,
    },
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function exampleOf(schema: JsonObject): JsonValue {
  if ('default' in schema) {
    return schema.default as JsonValue;
  }
  if (Array.isArray(schema.enum) && schema.enum.length > 0) {
    return schema.enum[0] as JsonValue;
  }
  switch (schema.type) {
    case 'object':
      return exampleObject(schema);
    case 'array':
      return numberAt(schema, 'minItems') && isObject(schema.items)
        ? [exampleOf(schema.items)]
        : [];
    case 'integer':
    case 'number':
      return numberAt(schema, 'minimum') ?? 1;
    case 'boolean':
      return false;
    default:
      return schema['x-kubernetes-int-or-string'] === true ? 1 : 'example';
  }
}

function exampleObject(schema: JsonObject): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, inner]) =>
      isObject(inner) && (required.includes(name) || 'default' in inner)
        ? [[name, exampleOf(inner)]]
        : [],
    ),
  );
}
