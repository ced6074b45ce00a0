import type { JWTPayload } from 'jose';

const TOP_LEVEL = ['groups', 'cognito:groups', 'roles'];

/** The claim that seems to have the groups: of another name, in a namespace that is a URL, or nested. */
export function groupsElsewhere(
  claims: JWTPayload,
  expected: string,
): string | undefined {
  const named = Object.keys(claims).find(
    name =>
      name !== expected &&
      (TOP_LEVEL.includes(name) || /^https?:\/\/.*\/groups$/.test(name)),
  );
  return named ?? nested(claims);
}

/** Keycloak's own roles are in `realm_access.roles`. */
function nested(claims: JWTPayload): string | undefined {
  const { realm_access: access } = claims;
  return typeof access === 'object' && access !== null && 'roles' in access
    ? 'realm_access.roles'
    : undefined;
}
