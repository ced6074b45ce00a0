import type { JWTPayload } from 'jose';

/** Reads a claim. `name` is the name of the claim, which may contain dots because it is a URL, or the path of a nested claim with dots between its parts. */
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
