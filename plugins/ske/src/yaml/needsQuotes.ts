import {
  describeAmbiguousKey,
  readAmbiguousScalar,
} from '@kratix-portal/plugin-ske-common';

const MARKS =
  '\\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff';

/** An unusual space or an invisible character, at the ends of a text or after a colon, where it changes the meaning of the YAML. */
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
