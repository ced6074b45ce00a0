import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { connection } from './en/connection';
import { refusal } from './en/refusal';
import type { Words } from './WordsStore';

const OWN = 'connection.error.';
const ANSWERED = 'connection.error.answered';

type OwnKey = Extract<keyof typeof connection, `${typeof OWN}${string}`>;
type PlainKey = Exclude<OwnKey, typeof ANSWERED>;

/**
 * The keys of the messages of our own client and pages. All messages of errors are English, so the English text leads to the text in the user's
 * language.
 */
const ownKeys = new Map(
  Object.entries(connection).flatMap(([key, text]) =>
    key.startsWith(OWN) && key !== ANSWERED
      ? [[text as string, key as PlainKey] as const]
      : [],
  ),
);
const answered = new RegExp(
  `^${connection[ANSWERED].replace('{{status}}', '(\\d+)')}$`,
);

/** Writes an error of our own client in the user's language. Undefined for messages of the server, which are not translated. */
export function ownErrorText(
  t: Words,
  { message }: Pick<SkeError, 'message'>,
): string | undefined {
  const key = ownKeys.get(message);
  if (key) {
    return t(key);
  }
  const status = answered.exec(message)?.[1];
  return status === undefined ? undefined : t(ANSWERED, { status });
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
