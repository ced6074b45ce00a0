import type { JsonObject, JsonValue } from '@backstage/types';
import type { FormValues } from './FormValues';

/** Reads form values that come from a draft or a link. Neither can be trusted to have the right types. */
export function readValues(stored: unknown): FormValues | undefined {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    return undefined;
  }
  const { objname, objnamespace, spec } = stored as Record<string, unknown>;
  return {
    ...(typeof objname === 'string' && { objname }),
    ...(typeof objnamespace === 'string' && { objnamespace }),
    ...(typeof spec === 'object' &&
      spec !== null && { spec: spec as JsonValue }),
  };
}

const KEY = 'values=';

/** Longer links break in chats and mail programs. */
const MOST_CHARACTERS = 16_000;

/** Writes values into the fragment of a link, which browsers do not send to servers. Returns nothing if they are too long. */
export function toFragment(values: FormValues): string {
  const text = `#${KEY}${encodeURIComponent(JSON.stringify(values))}`;
  return text.length > MOST_CHARACTERS ? '' : text;
}

/** Reads the values in the fragment of a link. */
export function readFragment(hash: string): FormValues | undefined {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(KEY)) {
    return undefined;
  }
  try {
    return readValues(
      JSON.parse(decodeURIComponent(text.slice(KEY.length))) as JsonObject,
    );
  } catch {
    return undefined;
  }
}
