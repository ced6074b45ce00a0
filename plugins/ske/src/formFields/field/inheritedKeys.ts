import type { JsonValue } from '@backstage/types';

/**
 * Whether every JavaScript object inherits this key, such as `toString` and `__proto__`. Where react-jsonschema-form merges a value with its defaults, it takes
 * the inherited function for a default and puts it in place of the value of the user.
 */
export function isInherited(key: string): boolean {
  return key in Object.prototype;
}

/** The first inherited key anywhere in a value, which a form would lose. */
export function findInherited(
  value: JsonValue | undefined,
): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    const own = Object.keys(value).find(isInherited);
    if (own !== undefined) {
      return own;
    }
  }
  for (const inner of Object.values(value)) {
    const found = findInherited(inner);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
