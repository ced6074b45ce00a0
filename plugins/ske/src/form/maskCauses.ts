import type { JsonValue } from '@backstage/types';
import {
  parseFieldPath,
  type SkeErrorCause,
  type IsSecret,
} from '@kratix-portal/plugin-ske-common';
import { MASK, maskValue } from '../values';

/** Shorter secrets are hidden only where they are quoted, because words and numbers of a sentence can be equal to them. */
const MIN_LENGTH = 4;

/** How the API server quotes the value of a field: `Invalid value: "abc"`, `Duplicate value: 5`, `Invalid value: {"a":"b"}`. */
const QUOTED_VALUE =
  /\b(value: )(?:"(?:[^"\\]|\\.)*"|(?:map)?[{[].*[}\]]|[^\s:]+)/g;

/** Hides the secrets that the causes of a rejection quote: the API server prints the value that it rejects, and a policy may do so too. */
export function maskCauses(
  causes: readonly SkeErrorCause[],
  sent: JsonValue,
  isSecret: IsSecret,
): readonly SkeErrorCause[] {
  const secrets = listSecrets(sent, isSecret);
  return causes.map(cause => {
    const { field, message } = cause;
    const start =
      field !== undefined && message.startsWith(field) ? field.length : 0;
    const words = message.slice(start);
    const isOfSecret =
      field !== undefined && isSecret('-', parseFieldPath(field, sent));
    const masked = isOfSecret
      ? words.replace(QUOTED_VALUE, `$1${MASK}`)
      : words;
    return {
      ...cause,
      message:
        message.slice(0, start) +
        secrets.reduce((text, secret) => hide(text, secret), masked),
    };
  });
}

function hide(text: string, secret: string): string {
  const quoted = JSON.stringify(secret);
  const own = text.replaceAll(quoted, `"${MASK}"`);
  return secret.length < MIN_LENGTH
    ? own
    : own.replaceAll(quoted.slice(1, -1), MASK).replaceAll(secret, MASK);
}

/** The longest secret comes first, because it can contain another secret. */
function listSecrets(sent: JsonValue, isSecret: IsSecret): string[] {
  const found = new Set<string>();
  maskValue(sent, [], (value, path) => {
    const isOne = isSecret(value, path);
    if (isOne) {
      found.add(String(value));
    }
    return isOne;
  });
  return [...found].sort((one, other) => other.length - one.length);
}
