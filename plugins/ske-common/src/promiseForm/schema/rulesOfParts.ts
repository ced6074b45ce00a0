import type { JsonObject, JsonValue } from '@backstage/types';
import { asList, asObject, asText, isTrue } from '../values/json';
import { hasDefault } from './defaults';
import { readPresenceRule } from './presenceRule';
import { requiredNames } from './properties';

/** Deeper objects are YAML fields. */
const MAX_DEPTH = 32;

/**
 * Moves the CEL rules of an object that only look at the presence of fields of one part, such as `has(self.source.git) != has(self.source.s3)`, to that part,
 * where the form can show a choice or check the rule.
 *
 * @param only - the only properties to which a rule of the outermost object may move, all of which are always present. Default: each property that is always
 * present
 */
export function withRulesOfParts(
  schema: JsonObject,
  only?: readonly string[],
  depth = 0,
): JsonObject {
  if (depth > MAX_DEPTH) {
    return schema;
  }
  const rules = asList(schema['x-kubernetes-validations']);
  const moved = rules.map(rule => findPart(readRule(rule), schema, only));
  const own = moved.reduce<JsonObject>(
    (result, part, index) =>
      part ? withRule(result, part, asObject(rules[index])!) : result,
    moved.some(Boolean)
      ? {
          ...schema,
          'x-kubernetes-validations': rules.filter((_, index) => !moved[index]),
        }
      : schema,
  );
  const inner = (part: JsonValue | undefined) => {
    const nested = asObject(part);
    return nested ? withRulesOfParts(nested, undefined, depth + 1) : part;
  };
  const properties = asObject(own.properties);
  return withChanges(own, {
    ...(properties && {
      properties: withChanges(
        properties,
        Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [
            name,
            inner(property),
          ]),
        ),
      ),
    }),
    ...(own.items !== undefined && { items: inner(own.items) }),
    ...(own.additionalProperties !== undefined && {
      additionalProperties: inner(own.additionalProperties),
    }),
  });
}

/** Returns the same object if nothing changes, because results are cached for each schema. */
function withChanges(object: JsonObject, changes: JsonObject): JsonObject {
  return Object.entries(changes).every(([key, value]) => object[key] === value)
    ? object
    : { ...object, ...changes };
}

/** A part of an object, and a rule in the words of this part. */
interface RuleOfPart {
  path: string[];
  rule: string;
}

function readRule(rule: JsonValue | undefined): string {
  return asText(asObject(rule)?.rule);
}

function findPart(
  rule: string,
  schema: JsonObject,
  only?: readonly string[],
): RuleOfPart | undefined {
  const [, name] = /\bself\s*\.\s*(\w+)\s*\./.exec(rule) ?? [];
  const part = asObject(asObject(schema.properties)?.[name ?? '']);
  if (!name || !part || !isPresent(name, schema, only)) {
    return undefined;
  }
  const own = rule.replace(
    new RegExp(`\\bself\\s*\\.\\s*${name}\\s*\\.`, 'g'),
    'self.',
  );
  // Each `self` must be followed by the part. Otherwise the rule would name a field of the object as if it were a field of the part.
  const begins = new RegExp(`\\bself\\b(?!\\s*\\.\\s*${name}\\s*\\.)`);
  if (begins.test(rule)) {
    return undefined;
  }
  const deeper = findPart(own, part);
  if (deeper) {
    return { ...deeper, path: [name, ...deeper.path] };
  }
  return readPresenceRule(own)?.fields.length
    ? { path: [name], rule: own }
    : undefined;
}

/** CEL rejects an object without the part, or with null in its place, so the part must always be an object. */
function isPresent(
  name: string,
  schema: JsonObject,
  only?: readonly string[],
): boolean {
  const property = asObject(asObject(schema.properties)?.[name]);
  return (
    !isTrue(property?.nullable) &&
    (only?.includes(name) ??
      (requiredNames(schema).includes(name) || hasDefault(property)))
  );
}

function withRule(
  schema: JsonObject,
  { path: [name, ...path], rule }: RuleOfPart,
  given: JsonObject,
): JsonObject {
  if (name === undefined) {
    return {
      ...schema,
      'x-kubernetes-validations': [
        ...asList(schema['x-kubernetes-validations']),
        { ...given, rule },
      ],
    };
  }
  const properties = asObject(schema.properties) ?? {};
  return {
    ...schema,
    properties: {
      ...properties,
      [name]: withRule(asObject(properties[name]) ?? {}, { path, rule }, given),
    },
  };
}
