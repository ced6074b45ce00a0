import type { KoaContextWithOIDC } from 'oidc-provider';
import { loginOrigin, type OidcProviderSettings } from '../program/settings';
import { messagePage } from '../pages/messagePage';

/** The settings that this file uses. */
type TwoOrigins = Pick<OidcProviderSettings, 'allowedPortalOrigins'> & {
  ports: { login: number };
};

type Next = () => Promise<void>;

const DISCOVERY_PATH = '/.well-known/openid-configuration';

/** Paths that users' browsers visit. They are served over http on localhost, so that browsers show no certificate warning. */
const BROWSER_PATHS = /^\/($|auth($|\/)|interaction\/|session\/end($|\/))/;

/**
 * Serves one provider on two origins.
 * The API server requires an https issuer: discovery, keys and tokens are served on the https origin only, so no token is sent over http.
 * The pages for users are served on http://localhost only, and the discovery document points browsers there.
 */
export function browserAndBackChannel(settings: TwoOrigins) {
  const browserOrigin = loginOrigin(settings);
  return async (ctx: KoaContextWithOIDC, next: Next) => {
    const forBrowser = BROWSER_PATHS.test(ctx.path);
    if (forBrowser === ctx.secure) {
      notHere(ctx, forBrowser, settings);
      return;
    }
    if (ctx.path === '/') {
      messagePage(ctx, {
        title: 'Demo sign-in',
        paragraphs: [
          'This is the OpenID Connect provider of a local Kratix platform. To sign in, open the portal.',
        ],
        links: settings.allowedPortalOrigins.map(origin => ({
          href: origin,
          text: `Open the portal at ${origin}`,
        })),
      });
      return;
    }
    await next();
    if (ctx.path === DISCOVERY_PATH && isRecord(ctx.body)) {
      for (const key of ['authorization_endpoint', 'end_session_endpoint']) {
        ctx.body[key] = browserOrigin + new URL(String(ctx.body[key])).pathname;
      }
    }
  };
}

function notHere(
  ctx: KoaContextWithOIDC,
  forBrowser: boolean,
  settings: TwoOrigins,
) {
  ctx.status = 404;
  if (forBrowser) {
    ctx.body = {
      error: 'not_found',
      error_description: `The login pages are at ${loginOrigin(settings)}.`,
    };
    return;
  }
  messagePage(ctx, {
    title: 'Page not found',
    paragraphs: [
      'The demo’s OIDC provider has no page at this address. Go back to the portal and sign in there.',
    ],
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}
