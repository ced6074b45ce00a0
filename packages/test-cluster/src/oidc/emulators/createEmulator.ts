import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import Provider, {
  type Configuration,
  type JWKS,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { findUser } from '../../users/authenticateUser';
import {
  commonConfiguration,
  commonFeatures,
  commonTtl,
  DAY_SECONDS,
  findAccount,
  grantEverything,
  prepareProvider,
} from '../oidcProvider/commonSettings';
import { interactionRoutes } from '../oidcProvider/interactionRoutes';
import { emulatedUserinfo } from './emulatedUserinfo';
import { emulations, type EmulatedRequest, type Emulation } from './emulations';
import { emulatedIssuer, type EmulatorSettings } from './emulatorSettings';
import { SignInRequests } from './SignInRequests';

/** The resource of all access tokens that are JWTs; their `aud` is written at the end. */
const RESOURCE = 'urn:emulator:api';
/** The library grants `offline_access` only after consent, so the emulator uses this scope to request a refresh token. */
const REFRESH = 'emulator:refresh';
const TOKEN_TTL_SECONDS = 300;
/** The library requires an `aud`. This symbol is not part of the JSON. */
const ABSENT = { toJSON: () => undefined };

type Next = () => Promise<void>;

/** An emulator: the library oidc-provider, which behaves towards clients like another provider. */
export function createEmulator(
  settings: EmulatorSettings,
  emulator: EmulatorSettings['emulators'][number],
  jwks: JWKS,
): Provider {
  const emulation = emulations[emulator.provider];
  const issuer = emulatedIssuer(emulator);
  const requests = new SignInRequests();
  const provider = new Provider(issuer, {
    ...commonConfiguration(emulator.ports),
    ...configurationOf(settings, emulation, issuer, requests),
    jwks,
  });
  prepareProvider(provider, { ...emulator, ...settings });
  addIdTokenAudience({ provider, emulation, requests, jwks });
  provider.use(emulatedUserinfo({ provider, emulation, issuer, settings }));
  provider.use(interactionRoutes(provider, settings));
  provider.use(signInRequest(emulation, requests));
  provider.use(refreshResponse(emulation));
  return provider;
}

/** The library has no hook for the audience of ID tokens, so the token is signed again. */
function addIdTokenAudience(options: {
  provider: Provider;
  emulation: Emulation;
  requests: SignInRequests;
  jwks: JWKS;
}): void {
  const { provider, emulation, requests, jwks } = options;
  const { prototype } = provider.IdToken;
  const { issue } = prototype;
  prototype.issue = async function issueForAudience(issueOptions) {
    const token = await issue.call(this, issueOptions);
    const { ctx } = this as unknown as { ctx: KoaContextWithOIDC };
    const other = emulation.idTokenAudienceOf?.(requests.of(ctx));
    if (other === undefined) {
      return token;
    }
    const { aud, ...claims } = decodeJwt(token);
    return new SignJWT({
      ...claims,
      aud: [other, String(aud)],
      azp: String(aud),
    })
      .setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'RS256' })
      .sign(await importJWK({ ...jwks.keys[0] }, 'RS256'));
  };
}

function configurationOf(
  settings: EmulatorSettings,
  emulation: Emulation,
  issuer: string,
  requests: SignInRequests,
): Configuration {
  const { portalClient, users } = settings;
  const scopes = [...emulation.scopes, REFRESH];
  const audienceOf = (request: EmulatedRequest) =>
    emulation.audienceOf(request, issuer);
  const requestOf = (ctx: KoaContextWithOIDC) => requests.of(ctx);
  return {
    scopes,
    claims: { openid: ['sub', ...Object.keys(emulation.idClaims(users[0]))] },
    clients: [
      {
        client_id: portalClient.clientId,
        client_secret: portalClient.clientSecret,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://localhost/unused'],
      },
    ],
    features: {
      ...commonFeatures,
      resourceIndicators: {
        enabled: true,
        defaultResource: ctx =>
          audienceOf(requestOf(ctx)) === 'opaque' ? [] : RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: RESOURCE,
          scope: scopes.join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_TTL_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    discovery: {
      userinfo_endpoint: emulation.userinfo
        ? `${issuer.replace(/\/$/, '')}/userinfo`
        : undefined,
    },
    formats: {
      customizers: {
        jwt: (ctx, token, jwt) => {
          const audience = audienceOf(requestOf(ctx));
          const user =
            'accountId' in token ? findUser(users, token.accountId) : undefined;
          const { aud, ...payload } = jwt.payload as Record<string, unknown>;
          jwt.payload = {
            ...payload,
            aud: audience === 'none' ? ABSENT : audience,
            ...(user && emulation.accessClaims(user)),
          };
        },
      },
    },
    findAccount: (_ctx, sub) => findAccount(users, sub, emulation.idClaims),
    loadExistingGrant: async ctx => grantEverything(ctx, scopes, RESOURCE),
    issueRefreshToken: async (_ctx, _client, code) => code.scopes.has(REFRESH),
    rotateRefreshToken: emulation.refreshTokens === 'rotate',
    ttl: {
      ...commonTtl,
      AccessToken: TOKEN_TTL_SECONDS,
      IdToken: TOKEN_TTL_SECONDS,
      Grant: DAY_SECONDS,
      RefreshToken: DAY_SECONDS,
    },
  };
}

/** Records what a sign-in requests, and removes from the request what the library does not know. */
function signInRequest(emulation: Emulation, requests: SignInRequests) {
  return async (ctx: KoaContextWithOIDC, next: Next) => {
    if (ctx.path !== '/auth') {
      await next();
      return;
    }
    const query = new URLSearchParams(ctx.querystring);
    const requested = (query.get('scope') ?? '').split(' ').filter(Boolean);
    const unknown = requested.filter(
      scope => !emulation.scopes.includes(scope),
    );
    if (emulation.rejectsUnknownScopes && unknown.length > 0) {
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('error', 'invalid_scope');
      back.searchParams.set('error_description', `Unknown: ${unknown.join()}`);
      back.searchParams.set('state', query.get('state') ?? '');
      ctx.redirect(back.href);
      return;
    }
    const request = {
      scopes: requested,
      parameters: Object.fromEntries(query),
    };
    requests.set(query.get('nonce') ?? '', request);
    const known = requested.filter(
      scope => scope !== 'offline_access' && !unknown.includes(scope),
    );
    query.set(
      'scope',
      [...known, ...(emulation.isOffline(request) ? [REFRESH] : [])].join(' '),
    );
    for (const name of ['resource', 'audience', 'prompt', 'access_type']) {
      query.delete(name);
    }
    ctx.querystring = query.toString();
    await next();
  };
}

/** Removes the refresh token from the response to a refresh, for a provider that returns none. The library always returns one. */
function refreshResponse({ refreshTokens }: Emulation) {
  return async (ctx: KoaContextWithOIDC, next: Next) => {
    await next();
    if (
      ctx.path === '/token' &&
      refreshTokens === 'keep' &&
      ctx.oidc?.params?.grant_type === 'refresh_token' &&
      typeof ctx.body === 'object' &&
      ctx.body !== null
    ) {
      const { refresh_token: _repeated, ...body } = ctx.body as Record<
        string,
        unknown
      >;
      ctx.body = body;
    }
  };
}
