import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText } from '../values/json';
import { humanise } from '../values/titles';
import { readBounds } from './bounds';
import { field, type Field } from './Field';
import { below, type ConvertSchema, type Place } from './Place';
import { isAbsentAtFirst } from './presence';
import { requiredNames } from './properties';
import { splitUiSchema } from './splitUiSchema';
import { hasUniqueItems } from './toCheck';
import { INCOMPLETE_ROWS, INCOMPLETE_ROWS_KEY } from './unfinished';

/** Creates the field of a list. Returns undefined if the entries need a YAML field. */
export function createListField(
  schema: JsonObject,
  place: Place,
  convert: ConvertSchema,
): Field | undefined {
  const items = convert(
    asObject(schema.items) ?? {},
    below(place, '[]', { required: true }),
  );
  if (items['ui:field'] === 'KratixYaml') {
    return undefined;
  }
  return field(
    {
      type: 'array',
      ...readBounds(schema).keywords,
      ...(hasUniqueItems(schema) && { uniqueItems: true }),
      items,
      'ui:field': 'KratixList',
      ...(isAbsentAtFirst(schema, place) && {
        'ui:options': { optional: true },
      }),
    },
    describeKeys(schema),
  );
}

/** Describes the checks of a list with keyed entries that only the cluster can do. */
export function describeKeys(schema: JsonObject): string[] {
  const keys = asList(schema['x-kubernetes-list-map-keys']).map(asText);
  return keys.length > 0
    ? [`No two entries may have the same ${keys.map(humanise).join(' and ')}.`]
    : [];
}

/** A map from keys to values. The form of the scaffolder has no such field, so an option of the map contains the ui schema of the values. */
export function createMapField(
  schema: JsonObject,
  place: Place,
  convert: ConvertSchema,
): Field {
  const values = splitUiSchema(
    convert(
      asObject(schema.additionalProperties) ?? {},
      below(place, '{}', { required: true }),
    ),
  );
  const hasHints = Object.keys(values.uiSchema).length > 0;
  const created = field({
    type: 'object',
    ...readBounds(schema).keywords,
    // The key of the incomplete rows. Without this entry the form would validate these rows as a value of the map.
    properties: { [INCOMPLETE_ROWS_KEY]: {} },
    additionalProperties: values.schema,
    'ui:field': 'KratixMap',
    'ui:options': {
      ...(isAbsentAtFirst(schema, place) && { optional: true }),
      ...(hasHints && { values: values.uiSchema }),
    },
  });
  created.forbidden.push(INCOMPLETE_ROWS);
  const required = requiredNames(schema);
  if (required.length > 0) {
    // The keyword `required` would report an error at a row that the form does not show.
    const message = `It needs a row for each of these keys: ${required.join(', ')}.`;
    created.notes.push(message);
    created.forbidden.push({
      schema: { type: 'object', not: { required } },
      message,
    });
  }
  return created;
}
