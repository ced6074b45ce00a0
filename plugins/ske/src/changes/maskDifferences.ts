import type { JsonValue } from '@backstage/types';
import type { FieldPath, IsSecret } from '@kratix-portal/plugin-ske-common';
import { maskValue } from '../values';
import type { ChangePath, FieldDifference } from './mergeValues';

/** The values of a difference that the page shows. */
const VALUES = ['base', 'live', 'mine'] as const;

/** The start of a path part for a list item with a key, as `mergeValues` writes it: `name=`. */
const ITEM = /^[^=]+=/;

/** Hides the secrets in the values of differences, and counts them. */
export function maskDifferences(
  differences: readonly FieldDifference[],
  isSecret: IsSecret,
): { differences: readonly FieldDifference[]; hidden: number } {
  let hidden = 0;
  const masked = differences.map(difference => {
    const shown = { ...difference };
    for (const name of VALUES) {
      const value = difference[name];
      if (value !== undefined) {
        const own = mask(value, difference.path, isSecret);
        shown[name] = own.value;
        hidden += own.hidden;
      }
    }
    return shown;
  });
  return { differences: masked, hidden };
}

function mask(
  value: JsonValue,
  path: ChangePath,
  isSecret: IsSecret,
): ReturnType<typeof maskValue> {
  // A form knows the items of a list by their index, and has the same fields for each.
  const offset = path.length;
  const byIndex: FieldPath = path.map(part => (ITEM.test(part) ? 0 : part));
  return maskValue(
    value,
    path,
    (inner, at) =>
      isSecret(inner, at) || isSecret(inner, [...byIndex, ...at.slice(offset)]),
  );
}
