import type { JsonObject, JsonValue } from '@backstage/types';
import { asList, asNumber, asText } from '../values/json';
import { readBounds } from './bounds';
import { hasDefault } from './defaults';
import { field, type Field } from './Field';
import { readFormat } from './formats';
import type { Place } from './Place';

/** Longer text is written in several lines. */
const ONE_LINE_MAX_LENGTH = 200;

export function createStringField(schema: JsonObject): Field {
  const { keywords, notes } = readBounds(schema);
  const format = readFormat(asText(schema.format));
  const isLong =
    asText(schema.default).includes('\n') ||
    (asNumber(keywords.maxLength) ?? 0) > ONE_LINE_MAX_LENGTH;
  const isChoice = asList(schema.enum).length > 0;
  const isHidden = schema.format === 'password' && !isChoice;
  return {
    form: {
      type: 'string',
      ...format.keywords,
      ...keywords,
      ...(isLong && !isChoice && !isHidden && { 'ui:widget': 'textarea' }),
      ...(isHidden && hideText()),
    },
    notes: [...notes, ...format.notes],
    forbidden: format.forbidden,
  };
}

/** A field that hides its text, also on the review page. */
export function hideText(): JsonObject {
  return {
    'ui:field': 'KratixPassword',
    'ui:backstage': { review: { mask: '******' } },
  };
}

export function createNumberField(schema: JsonObject): Field {
  const type = schema.type === 'number' ? 'number' : 'integer';
  const { keywords, notes } = readBounds(schema);
  return field({ type, ...keywords }, notes);
}

/**
 * Creates a checkbox only if there is a default, because an untouched checkbox does not show whether it means "No" or "not set". Otherwise the user chooses Yes or No, and
 * for an optional field also "not set".
 */
export function createBooleanField(schema: JsonObject, place: Place): Field {
  if (hasDefault(schema) && asList(schema.enum).length === 0) {
    return field({ type: 'boolean' });
  }
  if (asList(schema.enum).length > 0) {
    return field({
      type: 'boolean',
      'ui:widget': place.required && !hasDefault(schema) ? 'radio' : 'select',
    });
  }
  return field({
    type: 'boolean',
    ...(place.required
      ? { 'ui:widget': 'radio' }
      : { 'ui:field': 'KratixBoolean' }),
  });
}

/** The empty entry of an optional choice. */
export const NOT_SET_TITLE = 'Not set';

/** A whole number or text, such as `80` and `http`, or `2` and `500m`. */
export function createIntOrStringField(schema: JsonObject): Field {
  // The form shows a choice only if the schema has no type. With two types it would not.
  if (asList(schema.enum).length > 0) {
    return field({});
  }
  const { keywords, notes } = readBounds(schema);
  return field(
    {
      type: ['integer', 'string'],
      ...keywords,
      'ui:field': 'KratixIntOrString',
    },
    notes,
  );
}

/** Whether all values are texts, numbers or booleans. */
export function areScalars(values: JsonValue[]): boolean {
  return values.every(value => typeof value !== 'object' || value === null);
}
