import { startProvider } from './__testUtils__/signInTests';
import {
  SESSION_SECRET,
  startSessionPortal,
} from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';

const storage = useDatabaseFolder();

describe('the logout page of the provider after a sign-out', () => {
  const LOGOUT = 'https://idp.example.com/logout';

  async function logoutUrlOf(session: object, provider: object = {}) {
    const idp = await startProvider(undefined, {
      metadata: { end_session_endpoint: LOGOUT },
    });
    const keys = [{ id: 'one', secret: SESSION_SECRET }];
    const portal = await startSessionPortal(idp, {
      databaseFolder: storage.path,
      modules: [],
      auth: { session: { keys, ...session } },
      provider,
    });
    await portal.browser.signIn('okta');
    const body = await (await portal.browser.signOut('okta')).text();
    return body === '' ? undefined : JSON.parse(body).logoutUrl;
  }

  it('redirects to app.baseUrl by default, and contains no token in its URL', async () => {
    expect(await logoutUrlOf({})).toBe(
      `${LOGOUT}?client_id=backstage&post_logout_redirect_uri=${encodeURIComponent('http://localhost:3000')}`,
    );
  });

  it('redirects to logoutRedirectUrl', async () => {
    expect(
      await logoutUrlOf({ logoutRedirectUrl: 'https://portal.example.com' }),
    ).toContain(encodeURIComponent('https://portal.example.com'));
  });

  it('is not opened with providerLogout: false', async () => {
    expect(await logoutUrlOf({ providerLogout: false })).toBeUndefined();
  });

  it('is not opened with preset okta, whose endpoint needs an ID token, unless the configuration has an endpoint', async () => {
    const preset = { preset: 'okta' };
    expect(await logoutUrlOf({}, preset)).toBeUndefined();
    expect(
      await logoutUrlOf(
        {},
        {
          ...preset,
          endSessionEndpoint: 'https://acme.okta.com/login/signout',
          logoutRedirectParameter: 'fromURI',
        },
      ),
    ).toContain('https://acme.okta.com/login/signout?client_id=backstage&');
  });
});
