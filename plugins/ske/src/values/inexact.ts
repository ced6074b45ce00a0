import type { FieldPath } from '@kratix-portal/plugin-ske-common';

/**
 * Whether JavaScript has rounded a whole number, or cannot hold a number such as `1e400`. The cluster would get different digits, or nothing in place of an
 * infinite number.
 */
export function isInexact(value: unknown): boolean {
  return (
    typeof value === 'number' &&
    (!Number.isFinite(value) ||
      (Number.isInteger(value) && !Number.isSafeInteger(value)))
  );
}

/** Finds the numbers in a value that JavaScript cannot hold. */
export function listInexact(value: unknown, path: FieldPath = []): FieldPath[] {
  if (isInexact(value)) {
    return [path];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    listInexact(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
