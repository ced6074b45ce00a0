import { parseEntityRef } from '@backstage/catalog-model';
import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { AccessToken } from './AccessToken';

// https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
// Held first: turning letters of other alphabets into lower case would make some of them these.
const ENTITY_NAME = /^[A-Za-z0-9_.-]{1,63}$/;
const MOST_SHOWN = 100;

/**
 * Holds the token against the user of the portal (S6). It notices a sign-in resolver that puts one person's token into another's Backstage
 * token. It proves nothing: whoever could forge the claim could forge the token, and that the API server judges.
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
    // As Backstage compares entity references.
    value.toLocaleLowerCase('en-US') === name.toLocaleLowerCase('en-US');
  if (!isSame) {
    throw new SkeError({
      code: 'identity-mismatch',
      message: `The portal knows you as ${userEntityRef}, but the access token in your tok claim is not of that name: its claim ${claim} ${describe(value)}.`,
      hint: 'Sign out of the portal and sign in again. If that does not help, tell whoever runs the portal: the sign-in resolver and ske.kubernetes.userNameClaim do not fit together.',
    });
  }
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'is missing';
  }
  return typeof value === 'string'
    ? `is "${cleanText(value).slice(0, MOST_SHOWN)}"`
    : 'is no text';
}
