import { authenticationConfiguration, oidcFlags } from './authentication';

const issuer = {
  url: 'https://localhost:8443',
  audience: 'kube',
  caFile: '/certs/ca.crt',
};

describe('oidcFlags', () => {
  it('returns the four flags of SKE’s page on OIDC and the CA', () => {
    expect(oidcFlags(issuer)).toEqual(
      expect.arrayContaining([
        '--oidc-issuer-url=https://localhost:8443',
        '--oidc-client-id=kube',
        '--oidc-username-claim=email',
        '--oidc-groups-claim=groups',
        '--oidc-ca-file=/certs/ca.crt',
      ]),
    );
  });

  it('disables anonymous requests', () => {
    expect(oidcFlags(issuer)).toContain('--anonymous-auth=false');
  });
});

describe('authenticationConfiguration', () => {
  it('configures the same issuer and claims', () => {
    expect(authenticationConfiguration(issuer, 'PEM')).toMatchObject({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AuthenticationConfiguration',
      jwt: [
        {
          issuer: {
            url: 'https://localhost:8443',
            audiences: ['kube'],
            certificateAuthority: 'PEM',
          },
          claimMappings: {
            username: { claim: 'email', prefix: '' },
            groups: { claim: 'groups', prefix: '' },
          },
        },
      ],
    });
  });

  it('allows anonymous requests to the health endpoints only', () => {
    expect(authenticationConfiguration(issuer, 'PEM').anonymous).toEqual({
      enabled: true,
      conditions: [
        { path: '/livez' },
        { path: '/readyz' },
        { path: '/healthz' },
      ],
    });
  });
});
