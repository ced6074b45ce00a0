import type { ProviderKind } from '@kratix-portal/plugin-ske-common';

/** The claims that do not follow SKE's page on OIDC, which uses `email`. */
const OTHER_CLAIMS: Partial<Record<ProviderKind, string>> = {
  entra: 'oid',
  pinniped: 'username',
};

/** The claim that docs/providers recommends as the user name for a provider. */
export function documentedUserNameClaim(kind: ProviderKind): string {
  return OTHER_CLAIMS[kind] ?? 'email';
}
