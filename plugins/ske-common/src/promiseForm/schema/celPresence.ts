import type { JsonObject } from '@backstage/types';
import { asObject, isTrue } from '../values/json';
import { defaultsOf } from './defaults';
import { isPlainName } from './names';
import { readPresenceRule, subsetsOf } from './presenceRule';

/** Each field doubles the number of cases. */
const MAX_FIELDS = 4;

/**
 * Reads a CEL rule that depends only on which properties are present, such as `!has(self.a) || has(self.b)`. A property with a default is always present.
 *
 * @returns the objects that the rule rejects, as JSON Schema; undefined for any other rule, and for a rule that rejects nothing
 */
export function readRejectedByCel(
  rule: string,
  schema: JsonObject,
): JsonObject | undefined {
  const parsed = readPresenceRule(rule);
  const fields = parsed?.fields ?? [];
  if (!parsed || fields.length === 0 || fields.length > MAX_FIELDS) {
    return undefined;
  }
  if (!fields.every(name => hasKnownPresence(name, schema))) {
    return undefined;
  }
  const given = defaultsOf(schema);
  const always = fields.filter(name => given.has(name));
  const free = fields.filter(name => !given.has(name));
  const rejected = subsetsOf(free).filter(
    present => !parsed.isTrueFor([...always, ...present]),
  );
  return rejected.length === 0
    ? undefined
    : { anyOf: rejected.map(present => onlyWith(present, free)) };
}

/** CEL treats a property that is null as absent; JSON Schema treats it as present. */
function hasKnownPresence(name: string, schema: JsonObject): boolean {
  const property = asObject(asObject(schema.properties)?.[name]);
  return (
    property !== undefined && isPlainName(name) && !isTrue(property.nullable)
  );
}

/** Describes an object that has these properties and none of the other properties. */
function onlyWith(present: string[], all: string[]): JsonObject {
  const absent = all.filter(name => !present.includes(name));
  return {
    type: 'object',
    ...(present.length > 0 && { required: present }),
    ...(absent.length > 0 && {
      not: { anyOf: absent.map(name => ({ required: [name] })) },
    }),
  };
}
