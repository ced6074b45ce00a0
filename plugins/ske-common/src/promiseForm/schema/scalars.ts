import type { JsonObject, JsonValue } from '@backstage/types';
import { asList, asNumber, asText } from '../json';
import { readBounds } from './bounds';
import { field, type Field } from './Field';
import { readFormat } from './formats';
import type { Place } from './Place';

/** Longer text is written in several lines. */
const ONE_LINE_MAX_LENGTH = 200;

export function createStringField(schema: JsonObject, place: Place): Field {
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
      ...(isHidden && hideText(place)),
    },
    notes: [...notes, ...format.notes],
    forbidden: format.forbidden,
  };
}

/** Below a map's values there is no field for it; there the text is hidden on the review page only. */
export function hideText({ plainOnly }: Place): JsonObject {
  return {
    ...(plainOnly
      ? { 'ui:widget': 'password' }
      : { 'ui:field': 'KratixPassword' }),
    'ui:backstage': { review: { mask: '******' } },
  };
}

export function createNumberField(schema: JsonObject): Field {
  const type = schema.type === 'number' ? 'number' : 'integer';
  const { keywords, notes } = readBounds(schema);
  return field({ type, ...keywords }, notes);
}

/**
 * A checkbox cannot be left untouched on purpose: where an answer is required, it is Yes or No. Nor can it be of one value only: the form would
 * ask everybody to check it.
 */
export function createBooleanField(schema: JsonObject, place: Place): Field {
  const mustAnswer = place.required && schema.default === undefined;
  const isChoice = asList(schema.enum).length > 0;
  return field({
    type: 'boolean',
    ...(!place.plainOnly &&
      (mustAnswer || isChoice) && {
        'ui:widget': mustAnswer ? 'radio' : 'select',
      }),
  });
}

/** A whole number or text, such as `80` and `http`, or `2` and `500m`. */
export function createIntOrStringField(schema: JsonObject): Field {
  // Of two types the form makes no choice, of none it does.
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

/** Whether all are text, numbers or booleans. */
export function areScalars(values: JsonValue[]): boolean {
  return values.every(value => typeof value !== 'object' || value === null);
}
