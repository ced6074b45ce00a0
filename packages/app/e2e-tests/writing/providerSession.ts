import { request, type BrowserContext } from '@playwright/test';
import type { Endpoints } from '@kratix-portal/test-cluster';
import { expect } from '../fixtures';

/** Backstage keeps the provider's refresh token in this cookie. */
const REFRESH_COOKIE = /-refresh-token$/;

/** The cookies in which the OIDC providers of the demo recognise a browser. */
const PROVIDER_COOKIES = /^(_session|_interaction|AUTH_SESSION|KEYCLOAK_)/;

/** Ends the session at the OIDC provider as its administrator does: the refresh token is revoked, and the provider forgets the browser. */
export async function revokeSession(
  context: BrowserContext,
  { oidcProvider }: Endpoints,
): Promise<void> {
  const cookies = await context.cookies();
  const token = cookies.find(({ name }) => REFRESH_COOKIE.test(name));
  expect(token, 'the cookie with the refresh token').toBeDefined();
  const provider = await request.newContext({ ignoreHTTPSErrors: true });
  try {
    const { metadataUrl, portalClient } = oidcProvider;
    const metadata = await (await provider.get(metadataUrl)).json();
    const { clientId, clientSecret } = portalClient;
    const answer = await provider.post(metadata.revocation_endpoint, {
      form: {
        token: decodeURIComponent(token!.value),
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

/** Makes the OIDC provider ask for a password again, so that another person can sign in. */
export async function forgetBrowser(context: BrowserContext): Promise<void> {
  await context.clearCookies({ name: PROVIDER_COOKIES });
}
