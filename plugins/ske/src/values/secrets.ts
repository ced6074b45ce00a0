import type { JsonObject, JsonValue } from '@backstage/types';
import {
  fieldPlace,
  type FieldPath,
  isSecretAt,
  type IsSecret,
  itemPlace,
  type NamedPlace,
  ROOT,
} from '@kratix-portal/plugin-ske-common';

/*
 * Hides values on a page. Every page that shows values of an object walks them with `maskValue` or the functions below, so
 * that all of them hide the same values. `secretsInEveryPlace.test.ts` tests all of them with one list of cases.
 */

/** Stands for a value that is hidden. */
export const MASK = '••••••••';

/** A text whose secrets are hidden. */
export interface MaskedText {
  readonly text: string;
  /** The number of hidden values. */
  readonly hidden: number;
}

/** Hides the secrets in a value, and counts them. */
export function maskValue(
  value: JsonValue,
  path: FieldPath,
  isSecret: IsSecret,
): { value: JsonValue; hidden: number } {
  return maskAt(value, { path, named: path }, isSecret);
}

/** Like {@link maskValue}, for a value that has a name beside it. */
export function maskAt(
  value: JsonValue,
  place: NamedPlace,
  isSecret: IsSecret,
): { value: JsonValue; hidden: number } {
  let hidden = 0;
  const mask = (inner: JsonValue, at: NamedPlace): JsonValue => {
    if (Array.isArray(inner)) {
      return inner.map((each, index) => mask(each, itemPlace(at, index)));
    }
    if (typeof inner === 'object' && inner !== null) {
      return Object.fromEntries(
        Object.entries(inner).map(([key, each]): [string, JsonValue] => [
          key,
          mask(each ?? null, fieldPlace(at, key, inner)),
        ]),
      );
    }
    if (isSecretAt(inner, at, isSecret)) {
      hidden += 1;
      return MASK;
    }
    return inner;
  };
  return { value: mask(value, place), hidden };
}

/** Adds the names along a path in an object. */
export function placeIn(object: JsonValue, path: FieldPath): NamedPlace {
  let current: JsonValue | undefined = object;
  let place = ROOT;
  for (const part of path) {
    const holder: JsonValue | undefined = current;
    if (Array.isArray(holder)) {
      place = itemPlace(place, Number(part));
      current = holder[Number(part)];
    } else {
      const fields: JsonObject =
        typeof holder === 'object' && holder !== null ? holder : {};
      place = fieldPlace(place, String(part), fields);
      current = Object.hasOwn(fields, part) ? fields[part] : undefined;
    }
  }
  return place;
}
