import type { ImpersonationConfig } from '../../config';

/** The keys of `impersonation` that have the meaning of a flag of the API server. */
const KEYS: Record<string, string> = {
  '--oidc-client-id': 'audience',
  '--oidc-username-claim': 'usernameClaim',
  '--oidc-username-prefix': 'usernamePrefix',
  '--oidc-groups-claim': 'groupsClaim',
  '--oidc-groups-prefix': 'groupsPrefix',
};

/** Replaces flags of the API server in a remedy with keys of the portal. With `impersonation`, the portal verifies the token, and the API server never sees it. */
export function remedyOfImpersonation(
  text: string,
  { path }: ImpersonationConfig,
): string {
  const changed = text.replace(/--oidc-[a-z-]+/g, flag =>
    flag in KEYS ? `${path}.${KEYS[flag]}` : flag,
  );
  return changed === text ? text : changed.replace(' on the API server', '');
}
