import type { JsonValue } from '@backstage/types';
import {
  printFieldPath,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import type { RJSFValidationError } from '@rjsf/utils';
import type { FormValues, PageSchema } from './FormValues';
import { depthOf } from './placeCauses';

/**
 * Moves each error to a field that the page draws, because the form shows errors only at fields. An error inside of a YAML field belongs to that field.
 *
 * If a required field is empty, the error says only that: the validator's message contains the name of the property in the schema, and is English.
 *
 * In a path of the validator, a dot separates two keys or is part of a key, so the keys are looked up in the values.
 */
export function placeErrors(
  page: PageSchema,
  values: FormValues,
  errors: RJSFValidationError[],
  words: { required: string; missing(field: string): string },
): RJSFValidationError[] {
  return errors.map(error => {
    if (!error.property) {
      return error;
    }
    const path = readPath(error.property, values as JsonValue);
    const depth = depthOf(page, path);
    if (depth === 0) {
      return error;
    }
    const inner = path.slice(depth);
    if (inner.length === 0 && isUnnamed(error)) {
      return { ...error, message: words.required, property: writePath(path) };
    }
    // The message about a missing property already names the property.
    const isNamed = inner.length === 0 || error.name === 'required';
    const named = isUnnamed(error)
      ? words.missing(printFieldPath(inner))
      : error.message;
    const message = isNamed
      ? named
      : `${printFieldPath(inner)}: ${error.message}`;
    return { ...error, message, property: writePath(path.slice(0, depth)) };
  });
}

/** Whether the message is the validator's own. The author of a page can set other messages. */
function isUnnamed({ name, message }: RJSFValidationError): boolean {
  return (
    name === 'required' && message?.startsWith('must have required') === true
  );
}

function readPath(property: string, values: JsonValue): FieldPath {
  const path: (string | number)[] = [];
  let rest = property.replace(/^\./, '');
  let value: JsonValue | undefined = values;
  while (rest !== '') {
    const key = findKey(value, rest);
    if (key === undefined) {
      return [...path, rest];
    }
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as { [key: string]: JsonValue })[key];
    rest = rest.slice(escape(key).length + 1);
  }
  return path;
}

/** The longest key with which the text begins. */
function findKey(
  value: JsonValue | undefined,
  text: string,
): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  return Object.keys(value)
    .filter(key => `${text}.`.startsWith(`${escape(key)}.`))
    .sort((one, other) => other.length - one.length)
    .at(0);
}

/** As in a JSON pointer, but the validator replaces each slash by a dot. */
function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** A path as the form reads it in an error. */
export function writePath(path: FieldPath): string {
  return path
    .map(part =>
      /^[\w-]+$/.test(String(part)) ? `.${part}` : `[${JSON.stringify(part)}]`,
    )
    .join('');
}
