import { parseEntityRef } from '@backstage/catalog-model';
import { cleanText } from '@kratix-portal/plugin-ske-common';
import type { AccessToken } from './AccessToken';
import { IdentityError } from './IdentityError';
import { SIGN_IN_AGAIN } from './signInHints';

// https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
// This is checked before the conversion to lower case, because that conversion maps some letters of other alphabets to ASCII letters.
const ENTITY_NAME = /^[A-Za-z0-9_.-]{1,63}$/;
const MOST_SHOWN = 100;

/**
 * Compares a claim of the token with the user of the portal (S6). It detects a sign-in resolver that puts the token of one user into the Backstage
 * token of another user. It does not authenticate the user: this function does not verify the claim, and only the API server verifies the token.
 *
 * @throws SkeError, 403 `identity-mismatch`
 */
export function checkUserName(
  token: AccessToken,
  claim: string,
  userEntityRef: string,
): void {
  const value = token.claim(claim);
  const { name } = parseEntityRef(userEntityRef);
  const isSame =
    typeof value === 'string' &&
    ENTITY_NAME.test(value) &&
    // The same comparison as Backstage uses for entity references.
    value.toLocaleLowerCase('en-US') === name.toLocaleLowerCase('en-US');
  if (!isSame) {
    throw new IdentityError({
      code: 'identity-mismatch',
      reason: 'other-name',
      message: `The portal knows you as ${userEntityRef}, but the ${token.place} has another name: its claim '${claim}' ${describe(value)}.`,
      hint: `${SIGN_IN_AGAIN} If that does not help, tell the people who run the portal: the sign-in resolver and ske.kubernetes.userNameClaim do not match.`,
    });
  }
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'is missing';
  }
  return typeof value === 'string'
    ? `is "${cleanText(value).slice(0, MOST_SHOWN)}"`
    : 'is not a string';
}
