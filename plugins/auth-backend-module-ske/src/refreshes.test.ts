import { decodeJwt } from 'jose';
import { authModuleSke } from './module';
import type { FakeOidcProvider, TestPortal } from './__testUtils__';
import {
  clusterWith,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';
import { startSessionPortal } from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';

const storage = useDatabaseFolder();

function startReplica(metadataUrl: string): Promise<TestPortal> {
  return startPortal({
    modules: [authModuleSke, storage.reader],
    auth: { providers: { okta: { development: providerAt(metadataUrl) } } },
    config: { kubernetes: clusterWith('okta') },
    databaseFolder: storage.path,
  });
}

describe('refreshes with a provider that rotates refresh tokens', () => {
  it('S14, S15: keeps twenty tabs at two replicas signed in, with one refresh request at a time', async () => {
    const idp = await startProvider();
    const one = await startReplica(idp.metadataUrl);
    const two = await startReplica(idp.metadataUrl);
    const { browser } = one;
    await browser.signIn('okta');

    for (let round = 1; round <= 3; round += 1) {
      const refreshed = await Promise.all(
        Array.from({ length: 20 }, (_, tab) =>
          browser.refresh('okta', [one, two][tab % 2].url),
        ),
      );

      expect(refreshed.map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, () => 200),
      );
      expect(idp.refreshRequests).toHaveLength(round);
      const toks = refreshed.map(
        ({ backstageIdentity }) =>
          decodeJwt(backstageIdentity?.token ?? '').tok,
      );
      expect(new Set(toks)).toEqual(new Set([idp.accessTokens[round]]));
    }
  });

  it('S15: returns the reason when the session ends', async () => {
    const idp = await startProvider();
    const { browser } = await startReplica(idp.metadataUrl);
    await browser.signIn('okta');
    idp.endSessions();

    const { status, error } = await browser.refresh('okta');

    expect(status).toBe(401);
    expect(error?.message).toContain(
      "The sign-in provider 'okta' ended your session: invalid_grant (the refresh token was used before). Sign in again.",
    );
  });

  it.each<[string, (idp: FakeOidcProvider) => unknown, RegExp]>([
    [
      'the ID token cannot be verified',
      idp => idp.rotateKey(),
      /ID token .* could not be verified: no valid key found/,
    ],
    [
      'the userinfo endpoint fails',
      idp => idp.failProfiles(),
      /The sign-in provider 'okta' did not answer the refresh: invalid_token\. Your session is not over/,
    ],
    [
      'the response has no access token',
      idp => idp.omitAccessTokens(true),
      /did not answer the refresh: the token endpoint returned no access token\. Your session is not over/,
    ],
  ])(
    'S15: gives the browser the new refresh token, and nothing else, if %s',
    async (_, fail, reason) => {
      const idp = await startProvider();
      const one = await startReplica(idp.metadataUrl);
      const { browser } = one;
      await browser.signIn('okta');
      const first = browser.cookies['okta-refresh-token'];
      await fail(idp);

      const { status, error, ...response } = await browser.refresh('okta');

      expect(status).toBe(503);
      expect(error?.message).toMatch(reason);
      expect(response).not.toHaveProperty('backstageIdentity');
      expect(JSON.stringify(response)).not.toContain(idp.accessTokens[1]);
      const second = browser.cookies['okta-refresh-token'];
      expect(second).not.toBe(first);
      // Another replica has no cached keys. The response to the first refresh request is not stored any more.
      idp.repairProfiles();
      idp.omitAccessTokens(false);
      await storage.database('ske_shared_refreshes').delete();
      const two = await startReplica(idp.metadataUrl);
      expect((await browser.refresh('okta', two.url)).status).toBe(200);
      expect(idp.refreshRequests).toEqual([first, second]);
    },
  );

  it('S15: says that the session continues while the provider is down', async () => {
    const idp = await startProvider();
    const { browser } = await startReplica(idp.metadataUrl);
    await browser.signIn('okta');
    await idp.stop();

    const { status, error } = await browser.refresh('okta');

    expect(status).toBe(503);
    expect(error?.message).toMatch(/Your session is not over/);
  });
});

describe('refreshes in session mode', () => {
  const start = (idp: FakeOidcProvider, provider = {}) =>
    startSessionPortal(idp, {
      databaseFolder: storage.path,
      modules: [storage.reader],
      provider,
    });
  const sessions = () => storage.database('ske_sessions');

  it('S15: keeps the session when the ID token of a refresh cannot be verified, and verifies the same response later', async () => {
    const idp = await startProvider();
    const [one, two] = [await start(idp), await start(idp)];
    const { browser } = one;
    await browser.signIn('okta');
    // For a minute, the first replica does not load the keys again.
    await idp.rotateKey();
    await sessions().update({ refresh_at: 0 });

    expect((await browser.refresh('okta')).status).toBe(200);
    expect(one.logged.warn).toContainEqual(
      expect.stringMatching(
        /ID token that the sign-in provider 'okta' returned for a refresh could not be verified: no valid key found/,
      ),
    );
    expect(await sessions().first()).toMatchObject({ failures: 1 });
    await sessions().update({ retry_at: 0 });
    expect((await browser.refresh('okta', two.url)).status).toBe(200);

    expect(await sessions().first()).toMatchObject({ failures: 0 });
    expect(idp.refreshRequests).toHaveLength(1);
  });

  it('S15: keeps the user signed in with tokenKind: id when the access token has expired before the ID token', async () => {
    const idp = await startProvider();
    const { browser } = await start(idp, { tokenKind: 'id' });
    await browser.signIn('okta');
    idp.expireAccessTokens();

    expect((await browser.refresh('okta')).status).toBe(200);
    expect(idp.refreshRequests).toHaveLength(1);
  });
});
