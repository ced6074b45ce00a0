import { randomBytes } from 'node:crypto';
import type {
  Configuration,
  default as Provider,
  KoaContextWithOIDC,
} from 'oidc-provider';
import { findUser } from '../../users/authenticateUser';
import type { DemoUser } from '../../users/DemoUser';
import { renderError } from '../pages/errorPage';
import { securityHeaders } from '../pages/pageSecurity';
import { isPortalRedirectUri } from './redirectUris';
import { browserAndBackChannel } from './twoOrigins';

export const DAY_SECONDS = 24 * 60 * 60;

/** The features of the library that the demo's provider and the emulated ones have in common. */
export const commonFeatures = {
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  devInteractions: { enabled: false },
  // The built-in endpoint rejects tokens that have an audience, so each provider has a route of its own.
  userinfo: { enabled: false },
  revocation: { enabled: true },
} satisfies Configuration['features'];

/** How long codes, logins and sessions last. */
export const commonTtl = {
  AuthorizationCode: 60,
  Interaction: 60 * 60,
  Session: DAY_SECONDS,
} satisfies Configuration['ttl'];

/** The configuration that the demo's provider and the emulated ones have in common. */
export function commonConfiguration(ports: { login: number }): Configuration {
  return {
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    expiresWithSession: () => false,
    renderError,
    // All ports of localhost share their cookies. The port in the name separates several providers.
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: `_session_${ports.login}`,
        interaction: `_interaction_${ports.login}`,
        resume: `_interaction_resume_${ports.login}`,
      },
    },
  };
}

/**
 * Allows redirects to portals only, adds the security headers, splits the provider into an http origin for browsers and an https origin for the API
 * server, and logs errors. Call it before other middleware is added.
 */
export function prepareProvider(
  provider: Provider,
  settings: Parameters<typeof browserAndBackChannel>[0],
): void {
  const { allowedPortalOrigins } = settings;
  provider.Client.prototype.redirectUriAllowed = uri =>
    isPortalRedirectUri(allowedPortalOrigins, uri);
  const headers = securityHeaders(allowedPortalOrigins);
  provider.use(async (ctx, next) => {
    ctx.set(headers);
    await next();
  });
  provider.use(browserAndBackChannel(settings));
  provider.on('server_error', (_ctx, error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
  });
}

/** All clients belong to the platform itself, so no provider asks for consent. */
export async function grantEverything(
  ctx: KoaContextWithOIDC,
  scopes: string[],
  resource: string,
) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const { clientId } = client;
  const grantId = session.grantIdFor(clientId);
  const grant =
    (grantId && (await provider.Grant.find(grantId))) ||
    new provider.Grant({ accountId: session.accountId, clientId });
  grant.addOIDCScope(scopes.join(' '));
  grant.addResourceScope(resource, scopes.join(' '));
  await grant.save();
  return grant;
}

/** Finds the account of a user, with the claims of ID tokens. */
export function findAccount(
  users: readonly DemoUser[],
  sub: string,
  claimsOf: (user: DemoUser) => Record<string, unknown>,
) {
  const user = findUser(users, sub);
  return (
    user && {
      accountId: user.username,
      claims: () => ({ sub: user.username, ...claimsOf(user) }),
    }
  );
}
