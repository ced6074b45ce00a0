import type { JsonObject, JsonValue } from '@backstage/types';
import { asList, asNumber, asObject, asText, isTrue } from '../values/json';

/**
 * Whether a value meets a check that toCheck made. It is used for values that the schema itself contains, such as defaults.
 *
 * It does not check `format`.
 */
export function accepts(
  check: JsonObject,
  value: JsonValue | undefined,
): boolean {
  if (value === undefined) {
    return true;
  }
  const isSame = (other: JsonValue) =>
    JSON.stringify(other) === JSON.stringify(value);
  const branches = (key: string) =>
    asList(check[key])
      .map(branch => asObject(branch) ?? {})
      .filter(branch => accepts(branch, value)).length;
  const not = asObject(check.not);
  return (
    isOfType(check.type, value) &&
    (!Array.isArray(check.enum) || check.enum.some(isSame)) &&
    (check.anyOf === undefined || branches('anyOf') > 0) &&
    (check.oneOf === undefined || branches('oneOf') === 1) &&
    (check.allOf === undefined ||
      branches('allOf') === asList(check.allOf).length) &&
    !(not && accepts(not, value)) &&
    acceptsNumber(check, value) &&
    acceptsText(check, value) &&
    acceptsList(check, value) &&
    acceptsObject(check, value)
  );
}

function isOfType(types: JsonValue | undefined, value: JsonValue): boolean {
  const allowed = typeof types === 'string' ? [types] : asList(types);
  return (
    allowed.length === 0 ||
    allowed.some(type => {
      switch (type) {
        case 'array':
          return Array.isArray(value);
        case 'object':
          return asObject(value) !== undefined;
        case 'null':
          return value === null;
        case 'integer':
          return Number.isInteger(value);
        default:
          return typeof value === type;
      }
    })
  );
}

function isWithin(
  count: number,
  min: JsonValue | undefined,
  max: JsonValue | undefined,
): boolean {
  return (
    count >= (asNumber(min) ?? -Infinity) &&
    count <= (asNumber(max) ?? Infinity)
  );
}

function acceptsNumber(check: JsonObject, value: JsonValue): boolean {
  if (typeof value !== 'number') {
    return true;
  }
  const multiple = asNumber(check.multipleOf);
  return (
    isWithin(value, check.minimum, check.maximum) &&
    value > (asNumber(check.exclusiveMinimum) ?? -Infinity) &&
    value < (asNumber(check.exclusiveMaximum) ?? Infinity) &&
    (multiple === undefined || Number.isInteger(value / multiple))
  );
}

function acceptsText(check: JsonObject, value: JsonValue): boolean {
  if (typeof value !== 'string') {
    return true;
  }
  const pattern = asText(check.pattern);
  return (
    isWithin([...value].length, check.minLength, check.maxLength) &&
    (pattern === '' || new RegExp(pattern, 'u').test(value))
  );
}

function acceptsList(check: JsonObject, value: JsonValue): boolean {
  if (!Array.isArray(value)) {
    return true;
  }
  const items = asObject(check.items) ?? {};
  const texts = value.map(item => JSON.stringify(item));
  return (
    isWithin(value.length, check.minItems, check.maxItems) &&
    value.every(item => accepts(items, item)) &&
    (!isTrue(check.uniqueItems) || new Set(texts).size === texts.length)
  );
}

function acceptsObject(check: JsonObject, value: JsonValue): boolean {
  const object = asObject(value);
  if (!object) {
    return true;
  }
  const properties = asObject(check.properties) ?? {};
  const values = asObject(check.additionalProperties) ?? {};
  return (
    asList(check.required).every(name => Object.hasOwn(object, asText(name))) &&
    isWithin(
      Object.keys(object).length,
      check.minProperties,
      check.maxProperties,
    ) &&
    Object.entries(object).every(([name, inner]) =>
      accepts(
        Object.hasOwn(properties, name)
          ? (asObject(properties[name]) ?? {})
          : values,
        inner,
      ),
    )
  );
}
