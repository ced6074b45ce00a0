import { authenticationConfiguration, oidcFlags } from './authentication';

const issuer = {
  url: 'https://localhost:8443',
  audience: 'kube',
  caFile: '/certs/ca.crt',
};

describe('oidcFlags', () => {
  it('gives the four flags of the seed document and the CA', () => {
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

  it('lets nobody in without credentials', () => {
    expect(oidcFlags(issuer)).toContain('--anonymous-auth=false');
  });
});

describe('authenticationConfiguration', () => {
  it('says the same in a file', () => {
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

  it('lets callers without credentials ask for health only', () => {
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
