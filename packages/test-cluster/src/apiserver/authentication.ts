/**
 * The issuer whose tokens the API server accepts, as the seed document describes it: users by their e-mail, groups by the
 * `groups` claim.
 */
export interface TrustedIssuer {
  url: string;
  audience: string;
  /** PEM file; the issuer's certificate is of our own authority. */
  caFile: string;
}

const USERNAME_CLAIM = 'email';
const GROUPS_CLAIM = 'groups';

/** The four flags of the seed document, and the CA of an issuer that no public authority vouches for. */
export function oidcFlags(issuer: TrustedIssuer): string[] {
  return [
    `--oidc-issuer-url=${issuer.url}`,
    `--oidc-client-id=${issuer.audience}`,
    `--oidc-username-claim=${USERNAME_CLAIM}`,
    `--oidc-groups-claim=${GROUPS_CLAIM}`,
    `--oidc-ca-file=${issuer.caFile}`,
    // Only health is served to anonymous callers by managed clusters; by flags it is all or nothing, so nothing.
    '--anonymous-auth=false',
  ];
}

/**
 * The same trust as a file for `--authentication-config` (KEP-3331), which excludes the flags.
 *
 * @param certificateAuthority - PEM text, not a path: so the format wants it
 */
export function authenticationConfiguration(
  issuer: Omit<TrustedIssuer, 'caFile'>,
  certificateAuthority: string,
) {
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    jwt: [
      {
        issuer: {
          url: issuer.url,
          audiences: [issuer.audience],
          audienceMatchPolicy: 'MatchAny',
          certificateAuthority,
        },
        claimMappings: {
          // An empty prefix has to be written down; the flags take the e-mail as it is. By either way an `email_verified`
          // claim of false is refused.
          username: { claim: USERNAME_CLAIM, prefix: '' },
          groups: { claim: GROUPS_CLAIM, prefix: '' },
        },
      },
    ],
    anonymous: {
      enabled: true,
      conditions: [
        { path: '/livez' },
        { path: '/readyz' },
        { path: '/healthz' },
      ],
    },
  };
}
