import type { JsonObject } from '@backstage/types';
import { asCount, asObject, isTrue } from '../values/json';
import { defaultsOf } from './defaults';

/** A rule about the number of properties of an object. Its JSON Schema also counts the properties that the API server adds. */
export interface CountRule {
  keyword: 'minProperties' | 'maxProperties';
  /** The minimum or maximum number of fields without a default. */
  count: number;
  /** Undefined if the JSON Schema of the rule would be too large. */
  schema?: JsonObject;
}

/** Each combination of fields is one branch of the rule. */
const MAX_COMBINATIONS = 64;

/**
 * Reads `minProperties` and `maxProperties` of an object with named fields. The API server counts the properties after it has set the defaults.
 *
 * @param of - the structural schema that has the properties and their defaults; `schema` may be a branch of it
 */
export function readCountRules(
  schema: JsonObject,
  of: JsonObject,
): CountRule[] {
  const names = Object.keys(asObject(of.properties) ?? {});
  const defaults = defaultsOf(of);
  const free = names.filter(name => !defaults.has(name)).sort();
  const isOpen = isTrue(of['x-kubernetes-preserve-unknown-fields']);
  const rules: CountRule[] = [];
  const min = asCount(schema.minProperties);
  if (min !== undefined && min > defaults.size) {
    const count = min - defaults.size;
    rules.push({
      keyword: 'minProperties',
      count,
      schema: isOpen ? undefined : atLeast(count, free),
    });
  }
  const max = asCount(schema.maxProperties);
  if (max !== undefined && (isOpen || max < names.length)) {
    const count = max - defaults.size;
    rules.push({
      keyword: 'maxProperties',
      count,
      schema: isOpen ? undefined : atMost(count, free),
    });
  }
  return rules;
}

function atLeast(count: number, names: string[]): JsonObject | undefined {
  if (count > names.length) {
    return { not: {} };
  }
  const combinations = combine(names, count);
  return (
    combinations && { anyOf: combinations.map(required => ({ required })) }
  );
}

function atMost(count: number, names: string[]): JsonObject | undefined {
  if (count < 0) {
    return { not: {} };
  }
  if (count >= names.length) {
    return {};
  }
  const combinations = combine(names, count + 1);
  return (
    combinations && {
      not: { anyOf: combinations.map(required => ({ required })) },
    }
  );
}

/** Returns all subsets of that size, or undefined if there are too many. */
function combine(names: string[], size: number): string[][] | undefined {
  let count = 1;
  for (let at = 0; at < size; at += 1) {
    count = (count * (names.length - at)) / (at + 1);
  }
  if (count > MAX_COMBINATIONS) {
    return undefined;
  }
  const found: string[][] = [];
  const add = (chosen: string[], from: number) => {
    if (chosen.length === size) {
      found.push(chosen);
      return;
    }
    for (let at = from; at < names.length; at += 1) {
      add([...chosen, names[at]], at + 1);
    }
  };
  add([], 0);
  return found;
}
