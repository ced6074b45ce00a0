import type { KoaContextWithOIDC } from 'oidc-provider';
import { messagePage } from './messagePage';
import type { PageContext } from './sendPage';

/** The page for a sign-in that started in another browser, or too long ago. */
export function expiredPage(ctx: PageContext & { status: number }): void {
  ctx.status = 400;
  messagePage(ctx, {
    title: 'This sign-in has expired',
    paragraphs: [
      'It started too long ago, in another browser, or before a restart of the platform. Close this window, go back to the portal, and sign in again.',
    ],
  });
}

/** The page for a request that the provider rejects without a redirect to the portal. */
export function renderError(
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string },
): void {
  if (ctx.status >= 500) {
    messagePage(ctx, {
      title: 'The sign-in failed',
      paragraphs: [
        'The OIDC provider has an internal error. Its log has the reason: oidc-provider.log in the platform’s folder of logs.',
      ],
    });
    return;
  }
  const redirectUri = ctx.oidc?.params?.redirect_uri;
  if (out.error === 'invalid_redirect_uri' && typeof redirectUri === 'string') {
    messagePage(ctx, {
      title: 'The portal’s address is not known here',
      paragraphs: [
        'The portal asked the OIDC provider to redirect to an address that it does not allow.',
        'Start the platform with the URL of your portal, or open the portal at the URL that the platform was started with.',
      ],
      details: [
        { name: 'Address', value: redirectUri },
        { name: 'Client', value: String(ctx.oidc.params?.client_id ?? '') },
        { name: 'Error', value: out.error },
      ],
    });
    return;
  }
  messagePage(ctx, {
    title: 'This sign-in cannot continue',
    paragraphs: [
      'The OIDC provider rejected the request. Go back to the portal and sign in again. If that does not help, give the details below to a platform engineer.',
    ],
    details: [
      { name: 'Error', value: out.error },
      { name: 'Reason', value: out.error_description ?? 'none given' },
    ],
  });
}
