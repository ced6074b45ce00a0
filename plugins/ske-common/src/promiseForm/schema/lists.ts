import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText } from '../json';
import { humanise } from '../titles';
import { readBounds } from './bounds';
import { convertSchema } from './convertSchema';
import { field, type Field } from './Field';
import { below, type Place } from './Place';
import { hasUniqueItems } from './toCheck';

/** A list, or undefined where its entries need a YAML field. */
export function createListField(
  schema: JsonObject,
  place: Place,
): Field | undefined {
  const items = convertSchema(
    asObject(schema.items) ?? {},
    below(place, '[]', { required: true }),
  );
  if (items['ui:field'] === 'KratixYaml') {
    return undefined;
  }
  const keys = asList(schema['x-kubernetes-list-map-keys']).map(asText);
  return field(
    {
      type: 'array',
      ...readBounds(schema).keywords,
      ...(hasUniqueItems(schema) && { uniqueItems: true }),
      items,
    },
    keys.length > 0
      ? [
          `No two entries may have the same ${keys.map(humanise).join(' and ')}.`,
        ]
      : [],
  );
}

/** A map from names to values, or undefined where its values need a YAML field. */
export function createMapField(
  schema: JsonObject,
  place: Place,
): Field | undefined {
  const values = convertSchema(
    asObject(schema.additionalProperties) ?? {},
    below(place, '{}', { required: true, plainOnly: true }),
  );
  if (needsOwnField(values)) {
    return undefined;
  }
  return field({
    type: 'object',
    ...readBounds(schema).keywords,
    additionalProperties: values,
  });
}

/** The form takes no `ui:` keys from the values of a map, so none of them may be of use there. */
function needsOwnField(form: JsonObject): boolean {
  if ('ui:field' in form) {
    return true;
  }
  const parts = [
    form.items,
    form.additionalProperties,
    ...Object.values(asObject(form.properties) ?? {}),
  ];
  return parts.map(asObject).some(part => part && needsOwnField(part));
}
