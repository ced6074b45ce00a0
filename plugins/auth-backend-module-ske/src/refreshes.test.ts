import { decodeJwt } from 'jose';
import type { TestPortal } from './__testUtils__';
import {
  clusterWith,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';

const storage = useDatabaseFolder();

function startReplica(metadataUrl: string): Promise<TestPortal> {
  return startPortal({
    auth: { providers: { okta: { development: providerAt(metadataUrl) } } },
    config: { kubernetes: clusterWith('okta') },
    databaseFolder: storage.path,
  });
}

describe('refreshes with a provider that rotates refresh tokens', () => {
  it('S14, S15: keeps twenty tabs at two replicas signed in, with one exchange at a time', async () => {
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
