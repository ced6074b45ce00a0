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

/**
 * Texts that YAML 1.1 readers other than kubectl's take for a number, such as `e5` and `._` (both NaN), or `.1_`. In the pattern, two optional
 * runs of digits are never next to each other, because the time for a text of many digits would be quadratic.
 */
const LIKE_A_NUMBER =
  /^[-+]?(?:[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|0[xb][\da-f_]*)$/i;

/** Whether a text or key without quotes is read as something else by kubectl or by another reader, or rejected by our own fields. */
export function needsQuotes(text: string, role: 'key' | 'value'): boolean {
  return (
    HIDDEN_CHARACTER.test(text) ||
    LIKE_A_NUMBER.test(text) ||
    (role === 'key'
      ? describeAmbiguousKey(text) !== undefined
      : readAmbiguousScalar(text) !== undefined)
  );
}
