/** The issuer whose tokens the API server accepts. As on SKE's page on OIDC, the `email` claim is the user and the `groups` claim has the groups. */
export interface TrustedIssuer {
  url: string;
  audience: string;
  /** PEM file of the private authority that signed the OIDC provider's certificate. */
  caFile: string;
}

const USERNAME_CLAIM = 'email';
const GROUPS_CLAIM = 'groups';

/** The four flags of SKE's page on OIDC, and the private CA of the OIDC provider. */
export function oidcFlags(issuer: TrustedIssuer): string[] {
  return [
    `--oidc-issuer-url=${issuer.url}`,
    `--oidc-client-id=${issuer.audience}`,
    `--oidc-username-claim=${USERNAME_CLAIM}`,
    `--oidc-groups-claim=${GROUPS_CLAIM}`,
    `--oidc-ca-file=${issuer.caFile}`,
    // Managed clusters allow anonymous requests to the health endpoints only. This flag can only allow all or none.
    '--anonymous-auth=false',
  ];
}

/**
 * The same configuration as a file for `--authentication-config` (KEP-3331), which cannot be combined with the flags.
 *
 * @param certificateAuthority - PEM text, because the format has no field for a path
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
          // The format requires a prefix; the flags use none for `email`. Both reject tokens whose `email_verified` claim is false.
          username: { claim: USERNAME_CLAIM, prefix: '' },
          groups: { claim: GROUPS_CLAIM, prefix: '' },
        },
      },
    ],
    anonymous: {
      enabled: true,
      conditions: ['/livez', '/readyz', '/healthz'].map(path => ({ path })),
    },
  };
}
