import type { JsonObject, JsonValue } from '@backstage/types';
import { parse } from 'yaml';
import { authorAnnotations, FIELD_HINT_KEY } from '../../annotations';
import { asList, asObject, asText } from '../values/json';
import type { KratixPromise } from '../promise/KratixPromise';
import { type FieldHint, type FormHints, type PageHint } from './FormHints';

const FORM_ANNOTATION = authorAnnotations.form;

const FORM_KEYS: Record<string, (value: JsonValue) => boolean> = {
  singlePage: isBoolean,
  hideNamespace: isBoolean,
  pages: Array.isArray,
  order: isTexts,
  fields: value => asObject(value) !== undefined,
};

/** The keys of a hint, each with a check of its value. */
const FIELD_KEYS: Record<keyof FieldHint, (value: JsonValue) => boolean> = {
  title: isText,
  help: isText,
  placeholder: isText,
  widget: isText,
  hidden: isBoolean,
  advanced: isBoolean,
  secretName: isBoolean,
  order: isTexts,
};

/** Reads the hints of the annotation. An unknown hint causes a notice and no error. */
export function readFormHints(
  promise: KratixPromise,
  notices: Set<string>,
): FormHints {
  const form = parseAnnotation(promise, notices);
  for (const [key, value] of Object.entries(form)) {
    if (!Object.hasOwn(FORM_KEYS, key)) {
      notices.add(`${FORM_ANNOTATION}: "${key}" is not known.`);
    } else if (!FORM_KEYS[key](value as JsonValue)) {
      notices.add(
        `${FORM_ANNOTATION}: "${key}" has a value of the wrong type.`,
      );
    }
  }
  const asked = new Set<string>();
  const fields = new Map(
    Object.entries(asObject(form.fields) ?? {}).map(([path, hint]) => [
      path,
      readFieldHint(hint, `${FORM_ANNOTATION}: ${path}`, notices),
    ]),
  );
  return {
    singlePage: form.singlePage === true ? true : undefined,
    hideNamespace: form.hideNamespace === true ? true : undefined,
    order: asList(form.order).map(asText),
    pages: asList(form.pages).flatMap(page => readPage(page, notices)),
    forField(path, schema) {
      const key = path.join('.').replace(/\.(\[\]|\{\})/g, '$1');
      asked.add(key);
      const extension = schema[FIELD_HINT_KEY];
      if (extension === undefined) {
        return fields.get(key) ?? {};
      }
      const place = `spec.${key}: ${FIELD_HINT_KEY}`;
      const own = readFieldHint(extension, place, notices);
      return { ...own, ...fields.get(key) };
    },
    unused: () =>
      [...fields.keys()]
        .filter(path => !asked.has(path))
        .map(path => `${FORM_ANNOTATION}: the form has no field "${path}".`),
  };
}

function parseAnnotation(
  promise: KratixPromise,
  notices: Set<string>,
): JsonObject {
  const text = promise.metadata.annotations?.[FORM_ANNOTATION];
  if (!text) {
    return {};
  }
  try {
    const form = asObject(parse(text, { maxAliasCount: 0, logLevel: 'error' }));
    if (form) {
      return form;
    }
    notices.add(`${FORM_ANNOTATION}: it must be a mapping.`);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    notices.add(`${FORM_ANNOTATION}: it is not valid YAML: ${reason}`);
  }
  return {};
}

function readFieldHint(
  value: JsonValue | undefined,
  place: string,
  notices: Set<string>,
): FieldHint {
  const entries = Object.entries(asObject(value) ?? {}).filter(
    ([key, entry]) => {
      const isValid =
        Object.hasOwn(FIELD_KEYS, key) &&
        FIELD_KEYS[key as keyof FieldHint](entry as JsonValue);
      if (!isValid) {
        notices.add(
          `${place}: "${key}" is not known, or has a value of the wrong type.`,
        );
      }
      return isValid;
    },
  );
  return Object.fromEntries(entries);
}

function readPage(value: JsonValue, notices: Set<string>): PageHint[] {
  const page = asObject(value);
  const title = asText(page?.title);
  const fields = page?.fields;
  if (!title || fields === undefined || !isTexts(fields)) {
    notices.add(`${FORM_ANNOTATION}: a page needs "title" and "fields".`);
    return [];
  }
  const description = asText(page?.description);
  return [{ title, fields, ...(description && { description }) }];
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}

function isBoolean(value: JsonValue): value is boolean {
  return typeof value === 'boolean';
}

function isTexts(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
