import { type Finding, skipped } from '../facts/Finding';

/** The finding of a check of claims, for a token that is not a JWT. */
export function noClaims(): Finding {
  return skipped('There are no claims to check.');
}
