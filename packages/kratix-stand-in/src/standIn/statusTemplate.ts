import { parse } from 'yaml';
import { Json, JsonObject } from '../kubernetes/objects';

const placeholder = /\{\{\s*([\w.-]+)\s*\}\}/g;
const onlyPlaceholder = /^\{\{\s*([\w.-]+)\s*\}\}$/;

function lookUp(source: unknown, path: string): Json | undefined {
  let value = source;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
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
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, fillIn(entry, source)]),
    );
  }
  return value;
}

/**
 * The status that a pipeline writes: YAML, with `{{ spec.size }}` and the like replaced by the values of the object. A text that is nothing but one
 * placeholder keeps the type of the value.
 */
export function statusFromTemplate(
  template: string,
  object: unknown,
): JsonObject {
  const parsed: unknown = parse(template);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return {};
  }
  return fillIn(parsed as JsonObject, object) as JsonObject;
}
