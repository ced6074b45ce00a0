import type { JsonObject } from '@backstage/types';
import { asObject, isTrue } from '../values/json';
import { defaultsOf } from './defaults';
import { isPlainName } from './names';
import { readPresenceRule, subsetsOf } from './presenceRule';

/** What a CEL rule over the presence of properties rejects. */
export interface RejectedByCel {
  /** Matches the objects that the rule rejects. */
  schema: JsonObject;
  /** The properties on which the result depends, without those that are always present. */
  fields: string[];
  /** The combinations of present properties that the rule rejects. */
  rejected: string[][];
}

/** Each combination of fields is one branch of the schema. */
const MAX_BRANCHES = 32;

/** Results are cached for each schema and rule, because a form that becomes too large is built several times. */
const known = new WeakMap<JsonObject, Map<string, RejectedByCel | undefined>>();

/**
 * Reads a CEL rule that depends only on which properties are present, such as `!has(self.a) || has(self.b)`. A property with a default is always present.
 *
 * @returns undefined for any other rule, for a rule that rejects nothing, and for a rule whose schema would be too large
 */
export function readRejectedByCel(
  rule: string,
  schema: JsonObject,
): RejectedByCel | undefined {
  const ofSchema = known.get(schema) ?? new Map();
  known.set(schema, ofSchema);
  if (!ofSchema.has(rule)) {
    ofSchema.set(rule, findRejected(rule, schema));
  }
  return ofSchema.get(rule);
}

function findRejected(
  rule: string,
  schema: JsonObject,
): RejectedByCel | undefined {
  const parsed = readPresenceRule(rule);
  if (!parsed || parsed.fields.length === 0) {
    return undefined;
  }
  if (!parsed.fields.every(name => hasKnownPresence(name, schema))) {
    return undefined;
  }
  const given = defaultsOf(schema);
  const always = parsed.fields.filter(name => given.has(name));
  const fields = parsed.fields.filter(name => !given.has(name));
  const accepted: string[][] = [];
  const rejected: string[][] = [];
  for (const present of subsetsOf(fields)) {
    const isAccepted = parsed.isTrueFor([...always, ...present]);
    (isAccepted ? accepted : rejected).push(present);
  }
  const isShorter = accepted.length > 0 && accepted.length < rejected.length;
  const shorter = isShorter ? accepted : rejected;
  if (rejected.length === 0 || shorter.length > MAX_BRANCHES) {
    return undefined;
  }
  const branches = shorter.map(present => onlyWith(present, fields));
  return {
    schema: isShorter ? { not: { anyOf: branches } } : { anyOf: branches },
    fields,
    rejected,
  };
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
