import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText, isTrue } from '../json';
import { MAX_CHECK_SIZE } from '../size';
import { field, type Field, type Forbidden } from './Field';
import { readCaseTwins } from './catalogKeys';
import { isPlainName, isReservedName } from './names';
import { areScalars } from './scalars';
import { describePlace, type Place } from './Place';
import { allProperties } from './properties';
import { toCheck } from './toCheck';

/**
 * A YAML field whose text is not YAML holds the text under this key, and no form accepts an object with it: nothing that a person
 * typed is lost on the way back to the page, and none of it is sent.
 *
 * @public
 */
export const INVALID_YAML_KEY = 'kratix-portal.io/invalid-yaml';

/** No value may hold a text that is not YAML. */
export const INVALID_YAML: Forbidden = {
  schema: { type: 'object', required: [INVALID_YAML_KEY] },
  message: 'This is not valid YAML.',
};

/** Objects within objects, beyond which nobody finds a field any more. */
const MAX_DEPTH = 10;

const SCALAR_TYPES = ['boolean', 'integer', 'number', 'string'];

/** Why a part of a Promise's API is a YAML field. */
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

/** An object without fields, of which the API server keeps nothing but that it is there. */
export function isEmptyObject(schema: JsonObject): boolean {
  return (
    (asText(schema.type) || 'object') === 'object' &&
    Object.keys(allProperties(schema)).length === 0 &&
    // `true` stands for anything.
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

/** With a long description, its text would be as long below a YAML field. */
function isPlainScalar(schema: JsonObject): boolean {
  const type = asText(schema.type) ?? '';
  return SCALAR_TYPES.includes(type) && schema.enum === undefined;
}

function hasTypedItems(schema: JsonObject): boolean {
  const items = asObject(schema.items);
  return items !== undefined && Object.keys(items).length > 0;
}

/** The check without the rules that combine schemas: of those the form would make a choice. They are held against every field; see createRules. */
function readCheck(schema: JsonObject): JsonObject {
  const {
    anyOf: _a,
    oneOf: _o,
    allOf: _l,
    not: _n,
    ...check
  } = toCheck(schema).schema;
  return check;
}

/** A field in which its value is written as YAML. The form data is the value, not the text. */
export function createYamlField(
  schema: JsonObject,
  place: Place,
  reason: string,
): Field {
  place.context.notices.add(
    `${describePlace(place)} is a YAML field: ${reason}.`,
  );
  const isSmall = place.context.sizeOf(schema) <= MAX_CHECK_SIZE;
  const type = asText(schema.type);
  const created = field(
    {
      ...(isSmall ? readCheck(schema) : {}),
      ...(type && { type }),
      ...(isTrue(schema['x-kubernetes-embedded-resource']) && {
        required: ['apiVersion', 'kind'],
      }),
      'ui:field': 'KratixYaml',
    },
    [`Written as YAML, as ${reason}.`],
  );
  created.forbidden.push(INVALID_YAML);
  return created;
}
