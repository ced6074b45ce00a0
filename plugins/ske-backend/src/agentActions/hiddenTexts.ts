import type { JsonValue } from '@backstage/types';
import {
  fieldPlace,
  isSecretAt,
  itemPlace,
  looksSecret,
  type NamedPlace,
  ROOT,
} from '@kratix-portal/plugin-ske-common';
import { HIDDEN } from './untrusted';

/** Returns the values that results hide, as texts. */
export function hiddenTexts(
  value: JsonValue | undefined,
  place: NamedPlace = ROOT,
): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      hiddenTexts(each, itemPlace(place, index)),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([field, each]) =>
      hiddenTexts(each, fieldPlace(place, field, value)),
    );
  }
  return value !== undefined && isSecretAt(value, place, looksSecret)
    ? [String(value)]
    : [];
}

/**
 * Replaces hidden values in a text. An update sends the hidden values of the live object back to the cluster, and a schema or a policy that rejects one of them quotes
 * it: `Invalid value: "…"`.
 */
export function withoutTexts(text: string, hidden: readonly string[]): string {
  return hidden
    .flatMap(each => [each, JSON.stringify(each).slice(1, -1)])
    .sort((one, other) => other.length - one.length)
    .reduce(withoutWord, text);
}

/** A short value, such as "1", may also be a part of a word, which stays. */
function withoutWord(text: string, word: string): string {
  const [first, ...others] = text.split(word);
  let before = first;
  return others.reduce((shown, after) => {
    const isPart = /[a-z0-9]$/i.test(before) || /^[a-z0-9]/i.test(after);
    before = after;
    return `${shown}${isPart ? word : HIDDEN}${after}`;
  }, first);
}
