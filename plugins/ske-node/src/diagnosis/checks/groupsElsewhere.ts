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

/** The API server accepts a string or a list of strings. */
export function isListOfText(value: unknown): value is string | string[] {
  return (
    typeof value === 'string' ||
    (Array.isArray(value) && value.every(each => typeof each === 'string'))
  );
}

/** https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference#groups-overage-claim */
export function isOverage(claims: JWTPayload): boolean {
  return claims._claim_names !== undefined || claims.hasgroups !== undefined;
}
