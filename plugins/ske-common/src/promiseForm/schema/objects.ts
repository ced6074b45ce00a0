import type { JsonObject } from '@backstage/types';
import { asObject, isTrue } from '../values/json';
import { readBounds } from './bounds';
import { readChoiceGroups, type ChoiceGroup } from './choices';
import { field, type Field } from './Field';
import {
  below,
  describePlace,
  hintFor,
  type ConvertSchema,
  type Place,
} from './Place';
import { isAbsentAtFirst, valuesGiven } from './presence';
import {
  allProperties,
  askedNames,
  requiredNames,
  undefinedNames,
} from './properties';
import { INVALID_YAML } from './unfinished';
import { isEmptyObject } from './yamlField';

/** An object with named fields. */
export function createObjectField(
  schema: JsonObject,
  place: Place,
  convert: ConvertSchema,
): Field {
  const properties = allProperties(schema);
  const names = orderNames(schema, properties, place);
  const required = askedNames(schema);
  const others = isTrue(schema['x-kubernetes-preserve-unknown-fields']);
  const choices = readChoiceGroups(schema).map(toOption);
  const options = {
    ...(isAbsentAtFirst(schema, place) && { optional: true }),
    ...(others && { otherFields: true }),
    ...(choices.length > 0 && { choices }),
  };
  const created = field({
    type: 'object',
    ...readBounds(schema).keywords,
    ...(required.length > 0 && { required }),
    properties: convertProperties({
      properties,
      names,
      required,
      given: valuesGiven(schema, place),
      place,
      convert,
    }),
    ...(Object.keys(options).length > 0 && {
      'ui:field': 'KratixObject',
      'ui:options': options,
    }),
  });
  if (others) {
    created.forbidden.push(INVALID_YAML);
  }
  noteUndefinedNames(schema, place);
  if (isEmptyObject(schema)) {
    created.notes.push('It has no fields of its own.');
    place.context.notices.add(
      `${describePlace(place)} has no fields, and the cluster drops everything that is written in it; x-kubernetes-preserve-unknown-fields would keep it.`,
    );
  }
  return created;
}

/** Adds a notice for the author of an API if a rule rejects every value. */
export function noteUndefinedNames(schema: JsonObject, place: Place): void {
  for (const name of undefinedNames(schema)) {
    place.context.notices.add(
      `${describePlace(place)} requires "${name}", which the API does not define: the cluster drops it, and so accepts no value.`,
    );
  }
}

/** Marks properties as choices for the form. The schema still validates the rule behind them. */
export function toOption({ choices, optional }: ChoiceGroup): JsonObject {
  return { choices, ...(optional && { optional }) };
}

/** Each property as a field, in the given order. */
export function convertProperties(options: {
  properties: JsonObject;
  names: string[];
  required: string[];
  /** The values of properties with which the form starts. */
  given: JsonObject | undefined;
  place: Place;
  convert: ConvertSchema;
}): JsonObject {
  const { properties, names, required, given, place, convert } = options;
  return Object.fromEntries(
    names.map(name => [
      name,
      convert(
        asObject(properties[name]) ?? {},
        below(place, name, {
          required: required.includes(name),
          given: given?.[name],
        }),
      ),
    ]),
  );
}

/**
 * Sorts the fields: first in the order of a hint, then the required ones, the optional ones, and the advanced ones. Each group is sorted by name, because
 * the API server returns properties in that order.
 */
export function orderNames(
  schema: JsonObject,
  properties: JsonObject,
  place: Place,
): string[] {
  const required = requiredNames(schema);
  const first =
    place.path.length === 0
      ? place.context.hints.order
      : (hintFor(place, schema).order ?? []);
  const rank = (name: string) => {
    const chosen = first.indexOf(name);
    if (chosen !== -1) {
      return chosen;
    }
    const hint = hintFor(below(place, name), asObject(properties[name]) ?? {});
    if (hint.advanced) {
      return first.length + 2;
    }
    return required.includes(name) ? first.length : first.length + 1;
  };
  return Object.keys(properties)
    .map(name => ({ name, rank: rank(name) }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}
