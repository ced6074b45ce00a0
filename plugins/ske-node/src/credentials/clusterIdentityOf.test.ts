import { mockCredentials } from '@backstage/backend-test-utils';
import { UnsecuredJWT } from 'jose';
import type { AuthMode, UserPlatformConfig } from '../config';
import { AccessToken } from './identity/AccessToken';
import { clusterIdentityOf, signInBefore } from './clusterIdentityOf';
import { createIdentityResolver } from './IdentityResolver';
import { UserIdentity } from './identity/PlatformIdentity';

// Nothing listens on this port.
const metadataUrl = 'http://127.0.0.1:1/.well-known/openid-configuration';
const userEntityRef = 'user:default/jane';

type Step = Pick<
  UserPlatformConfig['identity'],
  'tokenExchange' | 'impersonation'
>;

const steps: Array<[string, Step]> = [
  [
    'tokenExchange',
    {
      tokenExchange: {
        path: 'clusters[0].tokenExchange',
        providerId: 'okta',
        metadataUrl,
        client: { id: 'a', secret: 'b', authMethod: 'client_secret_basic' },
        target: { audience: 'kube-b' },
        subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
        requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      },
    },
  ],
  [
    'impersonation',
    {
      impersonation: {
        path: 'clusters[0].impersonation',
        providerId: 'okta',
        metadataUrl,
        audience: 'kube',
        usernameClaim: 'sub',
        groupsPrefix: '',
        account: { authorization: async () => 'Bearer of-the-account' },
      },
    },
  ],
];

describe('clusterIdentityOf', () => {
  const identity = new UserIdentity({
    userEntityRef,
    token: AccessToken.parse('a-token', new Date()),
  });

  it('returns the identity of the sign-in unchanged by default', async () => {
    const toClusterIdentity = clusterIdentityOf({
      mode: 'user',
      oidcTokenProvider: 'okta',
    });
    expect(await toClusterIdentity(identity)).toBe(identity);
  });

  describe.each(steps)('with %s', (_, step) => {
    it.each<AuthMode>(['tok', 'session', 'auto'])(
      'S1: has no fallback when the provider is down, in mode %s',
      async authMode => {
        const resolve = createIdentityResolver(
          {
            name: 'platform',
            url: 'https://127.0.0.1:6443',
            tls: { skipVerify: false },
            identity: {
              mode: 'user',
              oidcTokenProvider: 'okta',
              authMode,
              ...step,
            },
          },
          { sessionTokens: async () => ({ accessToken: 'of-the-session' }) },
        );

        await expect(
          resolve({
            credentials: mockCredentials.user(userEntityRef),
            backstageToken: new UnsecuredJWT({
              sub: userEntityRef,
              tok: 'of-the-claim',
            }).encode(),
          }),
        ).rejects.toMatchObject({ code: 'idp-unavailable' });
      },
    );

    it('returns the identity of the sign-in for a failed step, so that the diagnosis can read its token', async () => {
      const toClusterIdentity = clusterIdentityOf({
        mode: 'user',
        oidcTokenProvider: 'okta',
        ...step,
      });
      const error = await toClusterIdentity(identity).catch(thrown => thrown);
      expect(signInBefore(error)).toBe(identity);
    });
  });
});
