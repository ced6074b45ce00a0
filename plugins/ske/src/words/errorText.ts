import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { connection } from './en/connection';
import { refusal } from './en/refusal';
import type { Words } from './WordsStore';

const OWN = 'connection.error.';

type OwnKey = Extract<keyof typeof connection, `${typeof OWN}${string}`>;

/**
 * The messages of our own client and pages. Error messages are in English. So the pattern of the English text, with any values, finds the key of the text in
 * the user's language.
 */
const ownMessages = Object.entries(connection).flatMap(([key, text]) =>
  key.startsWith(OWN)
    ? [
        {
          key: key as OwnKey,
          pattern: new RegExp(
            `^${text.replace(/\{\{(\w+)\}\}/g, '(?<$1>\\S+)')}$`,
          ),
        },
      ]
    : [],
);

/** Writes an error of our own client in the user's language. Undefined for messages of the server, which are not translated. */
export function ownErrorText(
  t: Words,
  { message }: Pick<SkeError, 'message'>,
): string | undefined {
  for (const { key, pattern } of ownMessages) {
    const match = pattern.exec(message);
    if (match) {
      // The type of `t` demands the values of one known key.
      const translate = t as (name: string, values: object) => string;
      return translate(key, match.groups ?? {});
    }
  }
  return undefined;
}

/** Writes an error in the user's language as far as that is possible: by its message if it is our own, otherwise by its code. */
export function errorText(
  t: Words,
  error: Pick<SkeError, 'message' | 'code'>,
): string {
  const title = `refusal.title.${error.code}` as const;
  // A text with values is about an object, and the server's message contains the name of the object.
  const isPlain = !refusal[title]?.includes('{{');
  return (
    ownErrorText(t, error) ??
    (isPlain && title in refusal
      ? (t as (key: string, values: object) => string)(title, {})
      : error.message)
  );
}
