import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AuthResolverContext,
  OAuthAuthenticatorResult,
  SignInResolver,
  TokenParams,
} from '@backstage/plugin-auth-node';
import { AccessTokenError } from './AccessTokenError';
import { signInWithCatalogUser } from './signInWithCatalogUser';
import { createTokenSizeWarning } from './tokenSizeWarning';

/**
 * Options of {@link withAccessToken}.
 *
 * @public
 */
export interface WithAccessTokenOptions {
  /** Where the warning about an oversized access token goes; without it, to Node's own process warnings. */
  logger?: Pick<LoggerService, 'warn'>;
}

/**
 * Wraps a sign-in resolver so that the Backstage token it issues also carries the provider's access token in the `tok`
 * claim, where the `ske` plugin looks for the identity that it forwards to the platform cluster.
 *
 * @remarks
 *
 * It works for resolvers that call `ctx.issueToken` (all other claims are kept, and a `tok` that the resolver sets itself
 * wins: it may have exchanged the token for the cluster's audience) and for those that call `ctx.signInWithCatalogUser`,
 * with its `dangerousEntityRefFallback`. A refresh runs the resolver again and so renews `tok`.
 *
 * Throws an {@link AccessTokenError} when there is no access token to carry; a sign-in without it would only fail later,
 * at the cluster. A failure to issue the token is passed on only if its words do not hold the access token.
 *
 * @example
 *
 * ```ts
 * createOAuthProviderFactory({
 *   authenticator: oidcAuthenticator,
 *   signInResolver: withAccessToken(async (info, ctx) => {
 *     const name = info.result.fullProfile.userinfo.preferred_username;
 *     return ctx.signInWithCatalogUser({ entityRef: { name: name ?? '' } });
 *   }),
 * });
 * ```
 *
 * @param resolver - any sign-in resolver of an OAuth or OIDC provider
 * @param options - where warnings go
 * @public
 */
export function withAccessToken<TProfile>(
  resolver: SignInResolver<OAuthAuthenticatorResult<TProfile>>,
  options?: WithAccessTokenOptions,
): SignInResolver<OAuthAuthenticatorResult<TProfile>> {
  const warnOfTokenSize = createTokenSizeWarning(options?.logger);

  return async (info, context) => {
    let issued = false;

    const issueToken = async (params: TokenParams) => {
      const claims = withTok(params.claims, info.result.session.accessToken);
      warnOfTokenSize({ tok: claims.tok, userEntityRef: claims.sub });
      const result = await issueWithoutTrace(context, claims);
      issued = true;
      return result;
    };

    // Arrow functions throughout: a resolver may take the functions out of its context.
    const contextWithTok: AuthResolverContext = {
      issueToken,
      findCatalogUser: query => context.findCatalogUser(query),
      resolveOwnershipEntityRefs: entity =>
        context.resolveOwnershipEntityRefs(entity),
      signInWithCatalogUser: (query, signInOptions) =>
        signInWithCatalogUser({
          query,
          dangerousEntityRefFallback: signInOptions?.dangerousEntityRefFallback,
          context: contextWithTok,
        }),
    };

    const result = await resolver(info, contextWithTok);
    if (!issued) {
      throw new AccessTokenError({
        code: 'access-token-not-issued',
        message:
          'The sign-in resolver returned a Backstage token that it did not issue through its context, so the access ' +
          'token could not be added. Use ctx.issueToken or ctx.signInWithCatalogUser in the resolver.',
      });
    }
    return result;
  };
}

type Claims = TokenParams['claims'];

function withTok(claims: Claims, accessToken: unknown): Claims {
  if (claims.tok !== undefined) {
    return claims;
  }
  if (typeof accessToken !== 'string' || accessToken === '') {
    throw new AccessTokenError({
      code: 'access-token-missing',
      message:
        'The sign-in provider gave no access token, so nothing could be forwarded to the platform cluster. ' +
        'Check that the provider is an OAuth 2.0 or OIDC provider whose token endpoint returns an access_token.',
    });
  }
  return { ...claims, tok: accessToken };
}

/**
 * Backstage's own words about a failed issue can quote every claim (a token that is too long) or the failed SQL statement
 * with its values (the `user_info` row). They end in the log and in the browser, so they may not pass with a token in them.
 */
async function issueWithoutTrace(context: AuthResolverContext, claims: Claims) {
  try {
    return await context.issueToken({ claims });
  } catch (error) {
    if (quotes(error, claims.tok)) {
      // No cause: it is the very text that must not be logged.
      throw new AccessTokenError({
        code: 'token-not-issued',
        message:
          'Backstage could not issue a token that carries the access token. Either the access token is too long ' +
          '(reduce the claims and groups that the provider puts into it), or the auth database refused to store it. ' +
          'The original message is withheld because it holds the access token.',
      });
    }
    throw error;
  }
}

/** As much of a token as a truncated message would still show. */
const RECOGNISABLE_CHARACTERS = 48;

function quotes(error: unknown, tok: unknown): boolean {
  if (typeof tok !== 'string' || tok === '') {
    return false;
  }
  const start = tok.slice(0, RECOGNISABLE_CHARACTERS);
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.message.includes(start) || each.stack?.includes(start)) {
      return true;
    }
  }
  return String(error).includes(start);
}
