import type { JWTPayload } from 'jose';
import { readClaim } from '../../credentials/identity/readClaim';

const TOP_LEVEL = ['groups', 'cognito:groups', 'roles'];
/** Keycloak's own roles. */
const NESTED = 'realm_access.roles';

/** The claim of a token that has the groups. */
export interface GroupsClaim {
  /** The name of the claim, or a path with dots. */
  claim: string;
  isNested: boolean;
}

/**
 * The claim that seems to have the groups: the configured claim, a claim with another usual name, a claim whose name is a URL, or a nested claim.
 *
 * @param claims - `expected`: the claim that does not have the groups; `configured`: `groupsClaim` of the provider
 */
export function groupsElsewhere(
  claims: JWTPayload,
  options: { expected: string; configured: string | undefined },
): GroupsClaim | undefined {
  const { expected, configured } = options;
  const isTopLevel = (name: string) => Object.hasOwn(claims, name);
  if (configured !== undefined && readClaim(claims, configured) !== undefined) {
    return { claim: configured, isNested: !isTopLevel(configured) };
  }
  const named = Object.keys(claims).find(
    name =>
      name !== expected &&
      (TOP_LEVEL.includes(name) || /^https?:\/\/.*\/groups$/.test(name)),
  );
  if (named !== undefined) {
    return { claim: named, isNested: false };
  }
  return readClaim(claims, NESTED) === undefined
    ? undefined
    : { claim: NESTED, isNested: true };
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
