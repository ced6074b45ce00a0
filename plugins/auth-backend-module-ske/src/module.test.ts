import type { JsonObject } from '@backstage/types';
import { decodeJwt } from 'jose';
import { startFakeOidcProvider } from './__testUtils__';
import {
  cleanUp,
  clusterWith,
  jane,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';

afterEach(cleanUp);

describe('sign-in from configuration', () => {
  it('serves the provider that a cluster names, with a token that contains sub, ent and tok', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      auth: {
        providers: {
          'corp-sso': { development: providerAt(idp.metadataUrl) },
        },
      },
      config: { kubernetes: clusterWith('corp-sso') },
    });

    const { response, error } = await portal.browser.signIn('corp-sso');

    expect(error).toBeUndefined();
    expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject({
      sub: 'user:default/jane',
      ent: ['user:default/jane', 'group:default/team-a'],
      tok: idp.accessTokens[0],
    });
  });

  it('serves a provider under ske.auth.providers', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: { ske: { auth: { providers: { okta: { title: 'Okta' } } } } },
    });

    const { response } = await portal.browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('renews tok when the browser refreshes', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });
    await portal.browser.signIn('okta');

    const refreshed = await portal.browser.refresh('okta');

    expect(idp.accessTokens).toHaveLength(2);
    expect(decodeJwt(refreshed.backstageIdentity?.token ?? '').tok).toBe(
      idp.accessTokens[1],
    );
  });

  it('rejects a user who is not in the catalog', async () => {
    const idp = await startProvider({ ...jane, email: 'joe@example.com' });
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    const { response, error } = await portal.browser.signIn('okta');

    expect(response).toBeUndefined();
    expect(error?.message).toMatch(/unable to resolve user identity/);
  });

  it.each([
    ['emailMatchingUserEntityProfileEmail', 'user:default/joe@example.com'],
    ['emailLocalPartMatchingUserEntityName', 'user:default/joe'],
    ['preferredUsernameMatchingUserEntityName', 'user:default/joe-p'],
  ])(
    'signs in such a user when %s allows it, with tok',
    async (resolver, expected) => {
      const idp = await startProvider({
        ...jane,
        email: 'joe@example.com',
        preferred_username: 'joe-p',
      });
      const resolvers = [
        { resolver, dangerouslyAllowSignInWithoutUserInCatalog: true },
      ];
      const portal = await startPortal({
        auth: {
          providers: {
            okta: {
              development: providerAt(idp.metadataUrl, {
                signIn: { resolvers },
              }),
            },
          },
        },
        config: { kubernetes: clusterWith('okta') },
      });

      const { response } = await portal.browser.signIn('okta');

      expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject(
        {
          sub: expected,
          ent: [expected],
          tok: idp.accessTokens[0],
        },
      );
    },
  );

  it('reports the reason to the sign-in page while the provider is down', async () => {
    const gone = await startFakeOidcProvider({ user: jane });
    await gone.stop();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(gone.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    const { error } = await portal.browser.signIn('okta');

    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining("'okta' cannot be reached"),
    });
  });

  it('tries the resolvers in their order', async () => {
    const idp = await startProvider({
      ...jane,
      preferred_username: 'jane@corp.example.com',
    });
    const resolvers = [
      { resolver: 'preferredUsernameMatchingUserEntityName' },
      { resolver: 'emailLocalPartMatchingUserEntityName' },
    ];
    const portal = await startPortal({
      auth: {
        providers: {
          okta: {
            development: providerAt(idp.metadataUrl, {
              signIn: { resolvers },
            }),
          },
        },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    const { response } = await portal.browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });
});

const portalWith = (idp: { metadataUrl: string }, provider: JsonObject = {}) =>
  startPortal({
    auth: {
      providers: {
        okta: { development: providerAt(idp.metadataUrl, provider) },
      },
    },
    config: { kubernetes: clusterWith('okta') },
  });

describe('a list of sign-in resolvers', () => {
  const both = {
    signIn: {
      resolvers: [
        { resolver: 'emailMatchingUserEntityProfileEmail' },
        { resolver: 'preferredUsernameMatchingUserEntityName' },
      ],
    },
  };

  it('continues when a claim is missing', async () => {
    const idp = await startProvider({ ...jane, email: undefined });
    const { browser } = await portalWith(idp, both);

    const { response } = await browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('continues when the e-mail address is not verified', async () => {
    const idp = await startProvider({ ...jane, email_verified: false });
    const { browser } = await portalWith(idp, both);

    const { response } = await browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('names each missing claim when all are missing', async () => {
    const idp = await startProvider({
      sub: '1',
      email: 'jane@example.com',
    });
    const { browser } = await portalWith(idp, both);

    const { error } = await browser.signIn('okta');

    expect(error).toEqual({
      name: 'AuthenticationError',
      message:
        "Login failed, the user's profile does not contain an email: its email_verified claim is missing; " +
        "the user's profile has no preferred_username, which providers often return with the scope profile.",
    });
  });

  it('names the missing claims when another resolver found no user', async () => {
    const idp = await startProvider({
      sub: '1',
      preferred_username: 'joe',
    });
    const { browser } = await portalWith(idp, both);

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(
      /unable to resolve user identity.* \(the user's profile does not contain an email\)/,
    );
  });

  it('stops at a domain that is not allowed', async () => {
    const idp = await startProvider();
    const { browser } = await portalWith(idp, {
      signIn: {
        resolvers: [
          {
            resolver: 'emailLocalPartMatchingUserEntityName',
            allowedDomains: ['other.example.com'],
          },
          { resolver: 'preferredUsernameMatchingUserEntityName' },
        ],
      },
    });

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/not from an allowed domain/);
  });
});

describe('a provider whose userinfo endpoint rejects the access token', () => {
  const fromIdToken = { profile: 'id-token' };

  it.each([
    ['with a userinfo endpoint', {}],
    ['without a userinfo endpoint', { userinfo_endpoint: undefined }],
  ])('signs in with profile: id-token, %s', async (_, metadata) => {
    const idp = await startProvider(jane, { profileInIdToken: true, metadata });
    const { browser } = await portalWith(idp, fromIdToken);

    const { response, error } = await browser.signIn('okta');
    const refreshed = await browser.refresh('okta');

    expect(error).toBeUndefined();
    expect(response?.profile).toEqual({
      email: 'jane@example.com',
      displayName: 'Jane',
    });
    expect(refreshed.status).toBe(200);
    expect(refreshed.profile).toEqual(response?.profile);
    expect(decodeJwt(refreshed.backstageIdentity?.token ?? '').tok).toBe(
      idp.accessTokens[1],
    );
  });

  it('accepts an e-mail address without email_verified only by configuration', async () => {
    const idp = await startProvider(
      { ...jane, email_verified: undefined },
      { profileInIdToken: true },
    );
    const strict = await portalWith(idp, fromIdToken);
    const { error } = await strict.browser.signIn('okta');
    expect(error?.message).toMatch(/its email_verified claim is missing/);

    const lenient = await portalWith(idp, {
      ...fromIdToken,
      dangerouslyAcceptMissingEmailVerified: true,
    });
    const { response } = await lenient.browser.signIn('okta');
    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('never accepts an e-mail address with email_verified: false', async () => {
    const idp = await startProvider(
      { ...jane, email_verified: false },
      { profileInIdToken: true },
    );
    const { browser } = await portalWith(idp, {
      ...fromIdToken,
      dangerouslyAcceptMissingEmailVerified: true,
    });

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/its email_verified claim is not true/);
  });
});

describe('S24: a discovery document with an http endpoint', () => {
  it('is rejected at every sign-in, with the reason', async () => {
    const idp = await startProvider(jane, {
      metadata: { token_endpoint: 'http://idp.example.com/token' },
    });
    const portal = await portalWith(idp);

    const { error } = await portal.browser.signIn('okta');

    expect(error?.message).toMatch(
      /has the token_endpoint http:\/\/idp\.example\.com\/token, which is not an https URL/,
    );
    expect(portal.logged.error.join()).toContain('token_endpoint');
  });
});

describe('the log at start', () => {
  it('names a provider without configuration, and the key that requests it', async () => {
    const portal = await startPortal({
      config: { kubernetes: clusterWith('okta') },
    });

    expect(portal.logged.warn).toContain(
      "kubernetes.clusterLocatorMethods[0].clusters[0].oidcTokenProvider names the sign-in provider 'okta', but " +
        'auth.providers.okta is missing: sign-in with it does not work. Add auth.providers.okta.development with clientId, ' +
        'clientSecret, metadataUrl and signIn.resolvers.',
    );
  });

  it('warns of a provider without the current environment', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      auth: {
        environment: 'production',
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    expect(portal.logged.warn).toContainEqual(
      expect.stringContaining(
        "auth.providers.okta has only 'development' and auth.environment is 'production'",
      ),
    );
  });

  it('says once where Backstage stores access tokens', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });
    await portal.browser.signIn('okta');
    await portal.browser.refresh('okta');

    expect(
      portal.logged.warn.filter(line => line.includes('docs/security.md')),
    ).toHaveLength(1);
  });

  it('contains no access token after a sign-in', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });
    await portal.browser.signIn('okta');

    const lines = Object.values(portal.logged).flat();
    expect(lines).not.toHaveLength(0);
    expect(lines.join()).not.toContain(idp.accessTokens[0]);
  });
});

describe('configuration that stops the start', () => {
  it.each<[string, JsonObject, JsonObject, RegExp]>([
    [
      'no session secret',
      { session: {} },
      {},
      /auth\.session\.secret is missing/,
    ],
    [
      'no metadataUrl',
      {},
      { metadataUrl: '' },
      /auth\.providers\.okta\.development\.metadataUrl is missing/,
    ],
    [
      'an unknown resolver',
      {},
      { signIn: { resolvers: [{ resolver: 'byMagic' }] } },
      /signIn\.resolvers\[0\]\.resolver 'byMagic' is not known\. Use one of .*preferredUsernameMatchingUserEntityName/,
    ],
  ])('%s', async (_, auth, provider, message) => {
    await expect(
      startPortal({
        auth: {
          ...auth,
          providers: {
            okta: {
              development: providerAt('http://127.0.0.1:1/', provider),
            },
          },
        },
        config: { kubernetes: clusterWith('okta') },
      }),
    ).rejects.toThrow(message);
  });
});
