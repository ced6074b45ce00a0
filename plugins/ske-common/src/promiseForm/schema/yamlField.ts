import type { JsonObject, JsonValue } from '@backstage/types';
import {
  asCount,
  asList,
  asObject,
  asText,
  isTrue,
  withoutDoubles,
} from '../values/json';
import { MAX_CHECK_SIZE } from '../values/size';
import { field, type Field } from './Field';
import { INVALID_YAML } from './unfinished';
import { readCaseTwins } from './catalogKeys';
import { isPlainName, isReservedName } from './names';
import { describeKeys } from './lists';
import { areScalars } from './scalars';
import { describePlace, type Place } from './Place';
import { allProperties } from './properties';
import { readRequiredOfResource, readTypeName, toCheck } from './toCheck';

/** Fields in deeper objects are too hard to find. */
const MAX_DEPTH = 10;

/** The form draws up to this number of empty entries if the API requires them. */
const MAX_ROWS = 50;

const SCALAR_TYPES = ['boolean', 'integer', 'number', 'string'];

/** The reason why a part of a Promise's API is a YAML field; undefined if it is not one. */
export function whyYaml(schema: JsonObject, place: Place): string | undefined {
  const type = asText(schema.type);
  const names = Object.keys(allProperties(schema));
  if (isTrue(schema['x-kubernetes-int-or-string'])) {
    return undefined;
  }
  if (isTrue(schema['x-kubernetes-embedded-resource'])) {
    return 'it is a Kubernetes object of its own';
  }
  if (!areScalars(asList(schema.enum))) {
    return 'it is one of several objects or lists';
  }
  if (place.path.length > MAX_DEPTH) {
    return 'it is nested too deeply';
  }
  if (isTooLarge(schema, place)) {
    return 'it has too many fields for a form';
  }
  const reserved = names.find(isReservedName);
  if (reserved) {
    return `it has a field "${reserved}", which no Backstage template can send`;
  }
  if (!names.every(isPlainName)) {
    return 'some of its field names cannot be shown in a form';
  }
  if (readCaseTwins(names).length > 0) {
    return 'the catalog takes no two field names that differ in upper and lower case only';
  }
  if (type === 'array' && !hasTypedItems(schema)) {
    return 'its entries can be anything';
  }
  if (type === 'array' && (asCount(schema.minItems) ?? 0) > MAX_ROWS) {
    return `it needs at least ${schema.minItems} entries`;
  }
  if (
    type === 'object' &&
    names.length === 0 &&
    !asObject(schema.additionalProperties) &&
    !isEmptyObject(schema)
  ) {
    return 'it can hold anything';
  }
  return type || names.length > 0 ? undefined : 'it can be anything';
}

/**
 * Whether the type of a schema allows an object, or is absent. A schema for a number or text (`x-kubernetes-int-or-string`) has no type either, but describes
 * no object.
 */
export function isOfObjectType(schema: JsonObject): boolean {
  return (
    (asText(schema.type) || 'object') === 'object' &&
    !isTrue(schema['x-kubernetes-int-or-string'])
  );
}

/** Whether a schema describes an object without fields. The API server keeps such an object and drops its content. */
export function isEmptyObject(schema: JsonObject): boolean {
  return (
    isOfObjectType(schema) &&
    Object.keys(allProperties(schema)).length === 0 &&
    // In `additionalProperties`, `true` stands for any value.
    schema.additionalProperties === undefined &&
    !isTrue(schema['x-kubernetes-preserve-unknown-fields'])
  );
}

function isTooLarge(schema: JsonObject, { context, path }: Place): boolean {
  const { limits, sizeOf } = context;
  if (!limits) {
    return true;
  }
  if (path.length === 0 || sizeOf(schema) <= limits.maxFieldSize) {
    return false;
  }
  if (isPlainScalar(schema)) {
    return false;
  }
  const isOpen = Object.keys(allProperties(schema)).length > 0;
  return !isOpen || path.length > limits.maxOpenDepth;
}

/** Whether a schema becomes a field of its own although it is large. The size of a plain scalar comes from its description, and a YAML field would have the same description. */
function isPlainScalar(schema: JsonObject): boolean {
  return (
    SCALAR_TYPES.includes(asText(schema.type)) &&
    asList(schema.enum).length === 0
  );
}

function hasTypedItems(schema: JsonObject): boolean {
  const items = asObject(schema.items);
  return items !== undefined && Object.keys(items).length > 0;
}

/**
 * Returns the check without the rules that combine schemas, because the form would make fields from these rules. createRules turns these rules into
 * forbidden conditions.
 */
function readCheck(schema: JsonObject): JsonObject {
  const {
    anyOf: _a,
    oneOf: _o,
    allOf: _l,
    not: _n,
    minItems: _i,
    minProperties: _p,
    maxProperties: _m,
    ...check
  } = toCheck(schema).schema;
  return hideFromForm(check);
}

/**
 * Writes `properties` as `patternProperties`. The form of the scaffolder adds an empty list to a value for each entry of `properties` that may be a list, and
 * does not look into `patternProperties`.
 */
function hideFromForm(check: JsonObject): JsonObject {
  const { properties, ...others } = check;
  const hidden = Object.entries(asObject(properties) ?? {}).map(
    ([name, property]) => [`^${escapePattern(name)}$`, property],
  );
  return {
    ...others,
    ...(hidden.length > 0 && {
      patternProperties: Object.fromEntries(hidden),
    }),
    ...(asObject(others.items) && {
      items: hideFromForm(asObject(others.items)!),
    }),
    ...(asObject(others.additionalProperties) && {
      additionalProperties: hideFromForm(
        asObject(others.additionalProperties)!,
      ),
    }),
  };
}

function escapePattern(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
}

/** A field in which the user writes the value as YAML. The form data is the value, not the text. */
export function createYamlField(
  schema: JsonObject,
  place: Place,
  reason: string,
): Field {
  place.context.notices.add(
    `${describePlace(place)} is a YAML field: ${reason}.`,
  );
  const isSmall = place.context.sizeOf(schema) <= MAX_CHECK_SIZE;
  const type = readTypeName(schema);
  const created = field(
    {
      ...(isSmall ? readCheck(schema) : readRequiredOfResource(schema)),
      ...readPropertyCounts(schema),
      ...(type && { type }),
      'ui:field': 'KratixYaml',
    },
    [
      `Written as YAML, because ${reason}.`,
      ...describeKeys(schema),
      ...describeUnchecked(schema, isSmall),
    ],
  );
  const minItems = asCount(schema.minItems) ?? 0;
  if (minItems > 0) {
    // With the keyword `minItems` the form would fill the list with empty entries.
    created.forbidden.push({
      schema: { type: 'array', maxItems: minItems - 1 },
      message: `This list needs at least ${minItems} ${minItems === 1 ? 'entry' : 'entries'}.`,
    });
  }
  created.forbidden.push(INVALID_YAML);
  return created;
}

/** The largest number of messages of rules in the description of a YAML field. */
const MAX_MESSAGES = 3;

/** Describes the checks that the field leaves to the cluster. createRules describes the rules of the schema itself. */
function describeUnchecked(schema: JsonObject, isSmall: boolean): string[] {
  const rules = rulesInside(schema);
  const messages = withoutDoubles(
    rules.map(rule => asText(asObject(rule)?.message).trim()),
  )
    .filter(message => message !== '')
    .slice(0, MAX_MESSAGES)
    .map(message => `Checked by the cluster: ${message}`);
  if (isTrue(schema['x-kubernetes-embedded-resource'])) {
    return [
      ...messages,
      'Checked by the cluster: its apiVersion, kind and metadata.',
    ];
  }
  const isUnchecked = rules.length > 0 || !isSmall || !toCheck(schema).complete;
  return [
    ...messages,
    ...(isUnchecked ? ['Checked by the cluster: the fields in it.'] : []),
  ];
}

/** The CEL rules of the parts of the schema. */
function rulesInside(schema: JsonObject): JsonValue[] {
  const { properties, items, additionalProperties } = schema;
  return [
    ...Object.values(asObject(properties) ?? {}),
    items,
    additionalProperties,
  ].flatMap(part => {
    const inner = asObject(part);
    return inner
      ? [...asList(inner['x-kubernetes-validations']), ...rulesInside(inner)]
      : [];
  });
}

/** Reads `minProperties` and `maxProperties` of an object for which the API defines no properties. For all other objects, createRules reads these keywords. */
function readPropertyCounts(schema: JsonObject): JsonObject {
  const counts = (['minProperties', 'maxProperties'] as const).flatMap(
    keyword => {
      const count = asObject(schema.properties)
        ? undefined
        : asCount(schema[keyword]);
      return count === undefined ? [] : [[keyword, count] as const];
    },
  );
  const messages = counts.map(([keyword, count]) => [
    keyword,
    `Enter at ${keyword === 'minProperties' ? 'least' : 'most'} ${count} ${count === 1 ? 'property' : 'properties'}.`,
  ]);
  return counts.length === 0
    ? {}
    : {
        ...Object.fromEntries(counts),
        errorMessage: Object.fromEntries(messages),
      };
}
