import {
  describeAmbiguousKey,
  readAmbiguousScalar,
} from '@kratix-portal/plugin-ske-common';

const MARKS =
  '\\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff';

/** A space of another sort, or an invisible mark, at the ends of a text or behind a colon, where it changes what the YAML means. */
export const HIDDEN_CHARACTER = new RegExp(
  `^[${MARKS}]|[${MARKS}]$|:[${MARKS}]`,
);

/** Whether a text or key without quotes is read as something else by kubectl, or rejected by our own fields. */
export function needsQuotes(text: string, role: 'key' | 'value'): boolean {
  return (
    HIDDEN_CHARACTER.test(text) ||
    (role === 'key'
      ? describeAmbiguousKey(text) !== undefined
      : readAmbiguousScalar(text) !== undefined)
  );
}
