import type { JsonValue } from '@backstage/types';

/** A whole number in canonical form; anything else is text. */
const WHOLE_NUMBER = /^(?:0|-?[1-9]\d*)$/;

/** `80` is a number, `http` is text, and `"80"` is the text 80. */
export function readIntOrString(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  if (WHOLE_NUMBER.test(trimmed) && Number.isSafeInteger(Number(trimmed))) {
    return Number(trimmed);
  }
  return readQuoted(trimmed) ?? text;
}

function readQuoted(text: string): string | undefined {
  if (!/^".*"$/s.test(text)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // The quotes are part of the text.
  }
}

/** The text that {@link readIntOrString} reads as this value. */
export function writeIntOrString(value: JsonValue | undefined): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    return JSON.stringify(value);
  }
  return readIntOrString(value) === value ? value : JSON.stringify(value);
}
