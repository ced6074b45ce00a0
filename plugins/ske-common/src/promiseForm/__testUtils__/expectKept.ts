import type { JsonObject, JsonValue } from '@backstage/types';
import { withDefaults } from '../schema/defaults';

/** Expects that the API server keeps everything that was sent. It may add defaults. */
export function expectKept(sent: JsonValue, stored: JsonValue | undefined) {
  if (Array.isArray(sent)) {
    expect(stored).toHaveLength(sent.length);
    sent.forEach((value, index) =>
      expectKept(value, (stored as JsonValue[])[index]),
    );
  } else if (typeof sent === 'object' && sent !== null) {
    for (const [key, value] of Object.entries(sent)) {
      expectKept(value as JsonValue, (stored as JsonObject)[key]);
    }
  } else {
    expect(stored).toEqual(sent);
  }
}

/** Expects that the API server keeps everything that was sent, and sets the defaults that we expect. */
export function expectStored(
  schema: JsonObject,
  sent: JsonValue,
  stored: JsonValue | undefined,
) {
  expectKept(sent, stored);
  expect(stored).toEqual(withDefaults(schema, sent));
}
