import { setTimeout as delay } from 'node:timers/promises';
import {
  type DemoUser,
  type Endpoints,
  PortalUser,
  refreshGrant,
  Teardown,
} from '@kratix-portal/test-cluster';
import { providerIdOf } from '../portal/portalConfig';
import {
  reservePortalPlace,
  startSessionPortal,
} from '../portal/__testUtils__/startSessionPortal';
import { StoredSessions } from './StoredSessions';

jest.setTimeout(500_000);

describe.each(['oidc-provider', 'keycloak'] as const)(
  'sign-out with %s',
  kind => {
    const teardown = new Teardown();
    const providerId = providerIdOf(kind);
    let portalUrl: string;
    let oidcProvider: Endpoints['oidcProvider'];
    let sessions: StoredSessions;
    let user: DemoUser;

    beforeAll(async () => {
      const place = await reservePortalPlace(teardown);
      ({ portalUrl } = place);
      const platform = await startSessionPortal({
        teardown,
        place,
        platform: {
          oidcProvider: kind,
          kratix: 'none',
          backchannelLogoutUri: `${portalUrl}/api/auth/.ske/backchannel-logout/${providerId}`,
        },
      });
      sessions = await StoredSessions.open(place.stateDir);
      ({
        oidcProvider,
        users: [user],
      } = platform.endpoints);
    });

    afterAll(() => teardown.run());

    const signIn = () => PortalUser.signIn({ portalUrl, providerId, user });

    async function isSignedIn(person: PortalUser): Promise<boolean> {
      return person.refresh().then(
        () => true,
        () => false,
      );
    }

    it('revokes the refresh token at a sign-out, and ends the session of the provider', async () => {
      const person = await signIn();
      const { refreshToken } = sessions.read(String(person.claims().sub));

      const logoutUrl = await person.signOut();

      expect(await refreshGrant(oidcProvider, refreshToken)).toBe(
        'invalid_grant',
      );
      expect(logoutUrl).toContain('client_id=');
      // app.baseUrl is the default.
      expect(logoutUrl).toContain(encodeURIComponent(portalUrl));
      expect(logoutUrl).not.toContain('id_token_hint');
      // The frontend opens this page. Keycloak has ended its session at the revocation already, and oidc-provider asks the user.
      await person.endProviderSession(logoutUrl ?? '');
      expect(await person.needsPassword()).toBe(true);
    });

    it('continues the new session after a second sign-in of the same browser, and ends the first session', async () => {
      const sessionsBefore = sessions.encrypted().length;
      const person = await signIn();
      const userRef = String(person.claims().sub);
      const first = sessions.read(userRef);
      await person.signInAgain();
      const second = sessions.read(userRef);

      sessions.makeDue();
      await person.refresh();

      const refreshed = sessions.read(userRef);
      expect(second.refreshToken).not.toBe(first.refreshToken);
      // A refresh writes the session twice: the response of the provider, and its verified tokens.
      expect(refreshed.version).toBe(second.version + 2);
      expect(sessions.encrypted()).toHaveLength(sessionsBefore + 1);
    });

    it('when the provider ends the session of one browser, ends only the portal session of this browser', async () => {
      const other = await signIn();
      const person = await signIn();
      const logoutUrl = await (await signIn()).signOut();

      // Another application signs the user out, and this browser sends nothing to the portal.
      await person.endProviderSession(logoutUrl ?? '');

      while (await isSignedIn(person)) {
        await delay(100);
      }
      expect(await isSignedIn(other)).toBe(true);
      expect(await person.needsPassword()).toBe(true);
    });
  },
);
