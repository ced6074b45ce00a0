import type { FieldPath } from '@kratix-portal/plugin-ske-common';

/** Whether JavaScript has rounded a whole number. The backend rejects it, because the cluster would get other digits. */
export function isInexact(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Finds the whole numbers in a value that JavaScript has rounded. */
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
