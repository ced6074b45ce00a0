import { parse } from 'yaml';
import { isObject, Json, JsonObject } from '../kubernetes/objects';

const placeholder = /\{\{\s*([\w.-]+)\s*\}\}/g;
const onlyPlaceholder = /^\{\{\s*([\w.-]+)\s*\}\}$/;

function lookUp(source: unknown, path: string): Json | undefined {
  let value = source;
  for (const key of path.split('.')) {
    if (!isObject(value)) {
      return undefined;
    }
    value = value[key];
  }
  return value as Json | undefined;
}

function fillIn(value: Json | undefined, source: unknown): Json | undefined {
  if (typeof value === 'string') {
    const whole = onlyPlaceholder.exec(value);
    if (whole) {
      return lookUp(source, whole[1]) ?? null;
    }
    return value.replace(placeholder, (_match, path: string) =>
      String(lookUp(source, path) ?? ''),
    );
  }
  if (Array.isArray(value)) {
    return value.map(entry => fillIn(entry, source) ?? null);
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, fillIn(entry, source)]),
    );
  }
  return value;
}

/**
 * The status that a pipeline writes: YAML in which placeholders, for example `{{ spec.size }}`, are replaced by values of the object. A string that consists of
 * one placeholder becomes the value with its type.
 */
export function statusFromTemplate(
  template: string,
  object: unknown,
): JsonObject {
  const parsed: unknown = parse(template);
  return isObject(parsed) ? (fillIn(parsed, object) as JsonObject) : {};
}
