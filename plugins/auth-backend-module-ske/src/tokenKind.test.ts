import { encodeOAuthState } from '@backstage/plugin-auth-node';
import type { JsonObject } from '@backstage/types';
import { decodeJwt } from 'jose';
import {
  clusterWith,
  jane,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';
import type { FakeOidcProvider, SignInAnswer } from './__testUtils__';

const storage = useDatabaseFolder();

/** Sets the date. The timers stay real, because the portal and the OIDC provider are real servers. */
function setDate(now: number): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

afterEach(() => jest.useRealTimers());

function start(
  idp: FakeOidcProvider,
  options: { provider?: JsonObject; cluster?: JsonObject; ske?: JsonObject },
) {
  const kubernetes = clusterWith('okta');
  const [method] = kubernetes.clusterLocatorMethods as JsonObject[];
  const [cluster] = method.clusters as JsonObject[];
  Object.assign(cluster, options.cluster);
  return startPortal({
    auth: {
      providers: {
        okta: { development: providerAt(idp.metadataUrl, options.provider) },
      },
    },
    config: {
      kubernetes,
      ske: { kubernetes: { platformName: 'kratix-platform' }, ...options.ske },
    },
    databaseFolder: storage.path,
  });
}

const tokOf = (answer: SignInAnswer['response']) =>
  decodeJwt(answer?.backstageIdentity?.token ?? '').tok;

describe('tokenKind in mode tok', () => {
  it.each<[string, JsonObject]>([
    ['the provider', { provider: { tokenKind: 'id' } }],
    ['the cluster', { cluster: { tokenKind: 'id' } }],
    ['a preset', { provider: { preset: 'google' } }],
  ])('puts the ID token into tok if %s requires it', async (_, options) => {
    const idp = await startProvider();
    const { browser } = await start(idp, options);

    const { response } = await browser.signIn('okta');
    const refreshed = await browser.refresh('okta');

    expect(tokOf(response)).toBe(idp.idTokens[0]);
    expect(tokOf(refreshed)).toBe(idp.idTokens[1]);
  });

  it('prefers the tokenKind of the cluster to the tokenKind of the provider', async () => {
    const idp = await startProvider();
    const { browser } = await start(idp, {
      provider: { tokenKind: 'id' },
      cluster: { tokenKind: 'access' },
    });

    const { response } = await browser.signIn('okta');

    expect(tokOf(response)).toBe(idp.accessTokens[0]);
  });

  it('keeps the ID token if a refresh returns no ID token, and logs this', async () => {
    const idp = await startProvider(jane, { renewsIdToken: false });
    const portal = await start(idp, { provider: { tokenKind: 'id' } });
    const { browser } = portal;
    await browser.signIn('okta');

    const first = await browser.refresh('okta');
    const second = await browser.refresh('okta');

    expect(tokOf(first)).toBe(idp.idTokens[0]);
    expect(tokOf(second)).toBe(idp.idTokens[0]);
    expect(idp.refreshRequests).toHaveLength(2);
    expect(portal.logged.warn).toContainEqual(
      expect.stringMatching(
        /sign-in provider 'okta' returned no new ID token\. The previous one goes to the API server until it expires at/,
      ),
    );
  });

  it('asks the user to sign in again when the kept ID token has expired', async () => {
    const idp = await startProvider(jane, { renewsIdToken: false });
    const { browser } = await start(idp, { provider: { tokenKind: 'id' } });
    await browser.signIn('okta');
    const endedAt = (decodeJwt(idp.idTokens[0]).exp ?? 0) * 1000;
    setDate(endedAt);

    const { status, error } = await browser.refresh('okta');

    expect(status).toBe(401);
    expect(error?.message).toMatch(
      /no ID token for the refresh, which tokenKind: id needs, and the previous one has expired\. Sign in again/,
    );
  });

  it('names the provider in the claim tokProvider', async () => {
    const idp = await startProvider();
    const { browser } = await start(idp, {});

    const { response } = await browser.signIn('okta');

    expect(
      decodeJwt(response?.backstageIdentity?.token ?? '').tokProvider,
    ).toBe('okta');
  });

  it('stops the start if tokenKind has an unknown value', async () => {
    const idp = await startProvider();

    await expect(
      start(idp, { provider: { tokenKind: 'refresh' } }),
    ).rejects.toThrow(
      /auth\.providers\.okta\.development\.tokenKind must be one of access, id/,
    );
    await expect(
      start(idp, { cluster: { tokenKind: 'refresh' } }),
    ).rejects.toThrow(/clusters\[0\]\.tokenKind must be one of access, id/);
  });
});

describe('the checks of a sign-in', () => {
  it('uses PKCE, state and nonce', async () => {
    const idp = await startProvider();
    const { browser } = await start(idp, {});

    await browser.signIn('okta');

    const [request] = idp.authorizationRequests;
    expect(request.get('code_challenge_method')).toBe('S256');
    expect(request.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(request.get('state')).toBeTruthy();
    expect(request.get('nonce')).toBeTruthy();
    expect(idp.codeRequests[0].get('code_verifier')).toMatch(/^[\w-]{43,}$/);
  });

  it('rejects a response of another issuer (RFC 9207)', async () => {
    const idp = await startProvider(jane, {
      redirectParameters: { iss: 'https://attacker.example.com' },
    });
    const { browser } = await start(idp, {});

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/iss mismatch/);
    expect(idp.codeRequests).toEqual([]);
  });

  it('rejects a response without iss if the provider announces that it sends iss (RFC 9207)', async () => {
    const idp = await startProvider(jane, {
      metadata: { authorization_response_iss_parameter_supported: true },
    });
    const { browser } = await start(idp, {});

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/iss missing/);
    expect(idp.codeRequests).toEqual([]);
  });

  it('rejects a response with another state', async () => {
    const idp = await startProvider(jane, {
      redirectParameters: {
        state: encodeOAuthState({ nonce: 'other', env: 'development' }),
      },
    });
    const { browser } = await start(idp, {});

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/Invalid nonce/);
    expect(idp.codeRequests).toEqual([]);
  });

  it('rejects an ID token with another nonce', async () => {
    const idp = await startProvider(jane, { nonce: 'of another sign-in' });
    const { browser } = await start(idp, {});

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/nonce mismatch/);
  });
});
