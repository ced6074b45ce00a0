import type { KoaContextWithOIDC } from 'oidc-provider';
import { loginOrigin, type IssuerSettings } from '../issuerSettings';
import { messagePage } from '../pages/messagePage';

type Next = () => Promise<void>;

const DISCOVERY_PATH = '/.well-known/openid-configuration';

/** Paths that a person's browser visits; they are served over http on localhost, so that no certificate warning is met. */
const BROWSER_PATHS = /^\/($|auth($|\/)|interaction\/|session\/end($|\/))/;

/**
 * One provider on two origins. The issuer is https, as the API server insists on it: discovery, keys and tokens are served there and
 * nowhere else, so no token crosses http. The pages for people are served on http://localhost and nowhere else; the discovery document
 * sends browsers there.
 */
export function browserAndBackChannel(settings: IssuerSettings) {
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
          'This is the OpenID Connect provider of a local Kratix platform. There is nothing to do on this page: sign in from the portal.',
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
  settings: IssuerSettings,
) {
  ctx.status = 404;
  if (forBrowser) {
    ctx.body = {
      error: 'not_found',
      error_description: `pages for people are at ${loginOrigin(settings)}`,
    };
    return;
  }
  messagePage(ctx, {
    title: 'Page not found',
    paragraphs: [
      'The demo’s sign-in has no page at this address. Go back to the portal and sign in from there.',
    ],
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}
