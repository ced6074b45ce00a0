import type { JWTPayload } from 'jose';

/** A claim by its name, which may be a URL with dots, or by a path with dots. */
export function readClaim(claims: JWTPayload, path: string): unknown {
  if (Object.hasOwn(claims, path)) {
    return claims[path];
  }
  return path.includes('://')
    ? undefined
    : path
        .split('.')
        .reduce<unknown>(
          (value, name) =>
            typeof value === 'object' &&
            value !== null &&
            Object.hasOwn(value, name)
              ? (value as Record<string, unknown>)[name]
              : undefined,
          claims,
        );
}
