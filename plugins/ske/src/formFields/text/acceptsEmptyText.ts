import type { FormSchema } from '../field/FormSchema';

/** Whether the schema of a text accepts the empty text. */
export function acceptsEmptyText(schema: {
  [key in keyof FormSchema]: unknown;
}): boolean {
  const { minLength, pattern, format } = schema;
  return (
    (typeof minLength !== 'number' || minLength === 0) &&
    // Of the formats that are shown as a text, only a password can be empty.
    (format === undefined || format === 'password') &&
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(''))
  );
}
