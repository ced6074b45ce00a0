import type { FieldPath } from './FormValues';

/**
 * Reads a path of the API server: `spec.listeners[0].port`, `metadata.labels[example.com/team]`.
 */
export function parseFieldPath(text: string): FieldPath {
  const parts = text.matchAll(/\[("?)(.*?)\1\]|[^.[\]]+/g);
  return [...parts].map(([whole, , inside]) => {
    if (inside === undefined) {
      return whole;
    }
    return /^\d+$/.test(inside) ? Number(inside) : inside;
  });
}
