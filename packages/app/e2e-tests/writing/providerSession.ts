import { request, type BrowserContext, type Page } from '@playwright/test';
import { StoredSessions } from '@kratix-portal/demo';
import type { DemoUser, Endpoints } from '@kratix-portal/test-cluster';
import { expect } from '../fixtures';
import { portals } from '../portals';

/** Backstage keeps the provider's refresh token in this cookie; in session mode it holds our handle of the session. */
const REFRESH_COOKIE = /-refresh-token$/;

/** The cookies in which the OIDC providers of the demo recognise a browser. */
const PROVIDER_COOKIES = /^(_session|_interaction|AUTH_SESSION|KEYCLOAK_)/;

/** Ends the session at the OIDC provider as its administrator does: the refresh token is revoked, and the provider forgets the browser. */
export async function revokeSession(
  context: BrowserContext,
  endpoints: Endpoints,
  user: DemoUser,
): Promise<void> {
  const { oidcProvider, paths } = endpoints;
  const portal = portals.find(({ stateDir }) => stateDir === paths.stateDir);
  const token =
    portal?.auth === 'session'
      ? await takeStoredToken(paths.stateDir, user)
      : await readCookie(context);
  const provider = await request.newContext({ ignoreHTTPSErrors: true });
  try {
    const { metadataUrl, portalClient } = oidcProvider;
    const metadata = await (await provider.get(metadataUrl)).json();
    const { clientId, clientSecret } = portalClient;
    const answer = await provider.post(metadata.revocation_endpoint, {
      form: {
        token,
        client_id: clientId,
        client_secret: clientSecret,
      },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  } finally {
    await provider.dispose();
  }
  await forgetBrowser(context);
}

async function readCookie(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  const cookie = cookies.find(({ name }) => REFRESH_COOKIE.test(name));
  expect(cookie, 'the cookie with the refresh token').toBeDefined();
  return decodeURIComponent(cookie!.value);
}

/** Reads the refresh token from the database of the portal, and makes the portal use it at the next request. */
async function takeStoredToken(
  stateDir: string,
  { username }: DemoUser,
): Promise<string> {
  const sessions = await StoredSessions.open(stateDir);
  const { refreshToken } = sessions.read(`user:default/${username}`);
  sessions.makeDue();
  return refreshToken;
}

/** Makes the OIDC provider ask for a password again, so that another user can sign in. */
export async function forgetBrowser(context: BrowserContext): Promise<void> {
  await context.clearCookies({ name: PROVIDER_COOKIES });
}

/** Signs out in the settings. The OIDC provider forgets the browser too, so that another user can sign in. */
export async function signOut(page: Page): Promise<void> {
  await page.goto('/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  const signInButton = page.getByRole('button', { name: /^Sign in with / });
  // In session mode the portal opens the sign-out page of the provider, which redirects back.
  const confirmation = page.getByRole('heading', { name: 'Sign out?' });
  await expect(signInButton.or(confirmation)).toBeVisible();
  if (await confirmation.isVisible()) {
    await page.getByRole('button', { name: 'Sign out' }).click();
  }
  await expect(signInButton).toBeVisible();
  await forgetBrowser(page.context());
}
