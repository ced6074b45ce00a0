import type { JsonObject, JsonValue } from '@backstage/types';
import type { PromiseApi } from '@kratix-portal/plugin-ske-common';
import { isObject, numberAt, textAt } from '../../values';
import { writeYaml } from '../../yaml';
import { exampleText } from './exampleText';

/** A list or map with more entries does not help the reader. */
const MOST_ENTRIES = 100;

/**
 * Writes a manifest with every required field and every default, to copy and change.
 *
 * A value that the schema does not give is generated from its type, bounds, format and pattern. Rules in CEL are not evaluated, so the cluster may
 * reject the manifest.
 *
 * @param namespace - a namespace in which the user may create the request
 */
export function exampleRequest(
  api: PromiseApi,
  namespace: string = 'default',
): string {
  const properties = isObject(api.schema.properties)
    ? api.schema.properties
    : {};
  return writeYaml({
    apiVersion: `${api.group}/${api.version}`,
    kind: api.kind,
    metadata: {
      name: 'example',
      ...(api.scope !== 'Cluster' && { namespace }),
    },
    ...(isObject(properties.spec) && { spec: exampleOf(properties.spec) }),
  });
}

/** A value that a schema accepts. `index` makes the entries of one list differ. */
function exampleOf(schema: JsonObject, index = 0): JsonValue {
  if ('default' in schema && index === 0) {
    return schema.default as JsonValue;
  }
  if (Array.isArray(schema.enum) && schema.enum.length > 0) {
    return schema.enum[index % schema.enum.length] as JsonValue;
  }
  switch (schema.type) {
    case 'object':
      return exampleObject(schema, index);
    case 'array':
      return exampleList(schema);
    case 'integer':
    case 'number':
      return exampleNumber(schema, index);
    case 'boolean':
      return index % 2 === 1;
    default:
      return schema['x-kubernetes-int-or-string'] === true
        ? index + 1
        : exampleText(schema, index);
  }
}

function exampleNumber(schema: JsonObject, index: number): number {
  const isInteger = schema.type === 'integer';
  const step = numberAt(schema, 'multipleOf') ?? (isInteger ? 1 : undefined);
  const least = numberAt(schema, 'minimum');
  const most = numberAt(schema, 'maximum');
  const isAbove = schema.exclusiveMinimum === true;
  const isBelow = schema.exclusiveMaximum === true;
  const isRight = (value: number) =>
    (least === undefined || (isAbove ? value > least : value >= least)) &&
    (most === undefined || (isBelow ? value < most : value <= most));
  const by = step ?? 1;
  const start = least ?? Math.min(1, most ?? 1);
  const first = step === undefined ? start : Math.ceil(start / step) * step;
  const last =
    step === undefined ? most : Math.floor((most ?? 1) / step) * step;
  const candidates = [
    ...(least === undefined ? [by] : []),
    first,
    first + by,
    ...(last === undefined ? [] : [last, last - by]),
    // The two bounds are closer to each other than one step.
    ...(least !== undefined && most !== undefined ? [(least + most) / 2] : []),
  ];
  const found = candidates.find(isRight) ?? first;
  return isRight(found + index * by) ? found + index * by : found;
}

function exampleList(schema: JsonObject): JsonValue[] {
  const { items } = schema;
  const least = Math.min(numberAt(schema, 'minItems') ?? 0, MOST_ENTRIES);
  if (!isObject(items)) {
    return [];
  }
  const isSet =
    schema.uniqueItems === true || schema['x-kubernetes-list-type'] === 'set';
  const isMap = schema['x-kubernetes-list-type'] === 'map';
  return Array.from({ length: least }, (_, index) =>
    exampleOf(items, isSet || isMap ? index : 0),
  );
}

function exampleObject(schema: JsonObject, index: number): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = requiredOf(schema);
  const names = Object.keys(properties);
  const isWanted = (name: string) => {
    const inner = properties[name];
    return required.includes(name) || (isObject(inner) && 'default' in inner);
  };
  const wanted = names.filter(isWanted);
  const least = numberAt(schema, 'minProperties') ?? 0;
  const more = names
    .filter(name => !isWanted(name))
    .slice(0, Math.max(0, least - wanted.length));
  const shown = names.filter(
    name => wanted.includes(name) || more.includes(name),
  );
  const object: JsonObject = Object.fromEntries(
    shown.flatMap(name => {
      const inner = properties[name];
      return isObject(inner) ? [[name, exampleOf(inner, index)]] : [];
    }),
  );
  const missing = Math.min(least, MOST_ENTRIES) - shown.length;
  return missing > 0 ? { ...object, ...entriesOf(schema, missing) } : object;
}

/** The required fields of a schema, and the required fields of the first choice in `oneOf` and `anyOf`. */
function requiredOf(schema: JsonObject): JsonValue[] {
  const own = Array.isArray(schema.required) ? schema.required : [];
  const all = Array.isArray(schema.allOf) ? schema.allOf : [];
  const choices = [schema.oneOf, schema.anyOf].flatMap(each =>
    Array.isArray(each) ? each.slice(0, 1) : [],
  );
  return [...own, ...[...all, ...choices].filter(isObject).flatMap(requiredOf)];
}

/** Entries of a map. */
function entriesOf(schema: JsonObject, count: number): JsonObject {
  const { additionalProperties: values } = schema;
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      index === 0 ? 'example' : `example-${index + 1}`,
      isObject(values) && textAt(values, 'type') !== undefined
        ? exampleOf(values)
        : 'example',
    ]),
  );
}
