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
    'signs in a user who is not in the catalog if %s allows it, and adds tok',
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

  it('contains one line about where Backstage stores access tokens', async () => {
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
