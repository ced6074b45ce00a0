import type { KoaContextWithOIDC } from 'oidc-provider';
import { messagePage } from './messagePage';
import type { PageContext } from './sendPage';

/** A sign-in that this browser did not begin, or began too long ago. */
export function expiredPage(ctx: PageContext & { status: number }): void {
  ctx.status = 400;
  messagePage(ctx, {
    title: 'This sign-in has expired',
    paragraphs: [
      'It was begun too long ago, in another browser, or before the platform was restarted. Close this window, go back to the portal, and sign in again.',
    ],
  });
}

/** The page for a request that the provider refuses without sending the browser back. */
export function renderError(
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string },
): void {
  if (ctx.status >= 500) {
    messagePage(ctx, {
      title: 'The sign-in failed',
      paragraphs: [
        'That is the provider’s fault, not yours. Its log says more: issuer.log in the platform’s folder of logs.',
      ],
    });
    return;
  }
  const redirectUri = ctx.oidc?.params?.redirect_uri;
  if (out.error === 'invalid_redirect_uri' && typeof redirectUri === 'string') {
    messagePage(ctx, {
      title: 'The portal’s address is not known here',
      paragraphs: [
        'The sign-in asks to come back to an address that this provider does not trust, so it stops here.',
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
    title: 'This sign-in cannot go on',
    paragraphs: [
      'The provider did not accept the request. Go back to the portal and sign in again; if that does not help, the details below tell a platform engineer why.',
    ],
    details: [
      { name: 'Error', value: out.error },
      { name: 'Reason', value: out.error_description ?? 'none given' },
    ],
  });
}
