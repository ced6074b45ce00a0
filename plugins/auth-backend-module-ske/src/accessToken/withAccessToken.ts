import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AuthResolverContext,
  OAuthAuthenticatorResult,
  SignInResolver,
  TokenParams,
} from '@backstage/plugin-auth-node';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import { AccessTokenError } from './AccessTokenError';
import { signInWithCatalogUser } from './signInWithCatalogUser';
import { createTokenSizeWarning } from './tokenSizeWarning';

/**
 * Options of {@link withAccessToken}.
 *
 * @public
 */
export interface WithAccessTokenOptions {
  /** Receives the warning about an oversized access token. Default: Node's process warnings. */
  logger?: Pick<LoggerService, 'warn'>;
  /** Which token becomes `tok`. Default: `access`. */
  tokenKind?: TokenKind;
  /**
   * The id of the sign-in provider, which becomes the claim `tokProvider`. With this claim, the `ske` plugin can explain that a user has signed in with the
   * provider of another cluster, and it sends the token to no other cluster. Default: no claim.
   */
  providerId?: string;
}

/**
 * Wraps a sign-in resolver so that the Backstage token that it issues also contains the OIDC provider's access token in the `tok`
 * claim. The `ske` plugin forwards this token to the platform cluster.
 *
 * @remarks
 *
 * The resolver may call `ctx.issueToken` or `ctx.signInWithCatalogUser`, even with `dangerousEntityRefFallback`. All other claims are kept. A `tok`
 * that the resolver sets itself takes precedence, for example a token that it exchanged for the cluster's audience. A refresh runs the resolver again
 * and so renews `tok`.
 *
 * Throws an {@link AccessTokenError} if there is no access token, because every request to the cluster would fail later. An error of
 * Backstage is passed on only if its message does not contain the access token.
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
 * @param options - the receiver of warnings
 * @public
 */
export function withAccessToken<TProfile>(
  resolver: SignInResolver<OAuthAuthenticatorResult<TProfile>>,
  options?: WithAccessTokenOptions,
): SignInResolver<OAuthAuthenticatorResult<TProfile>> {
  const warnOfTokenSize = createTokenSizeWarning(options?.logger);
  const kind = options?.tokenKind ?? 'access';
  const { providerId } = options ?? {};

  return async (info, context) => {
    let issued = false;

    const issueToken = async (params: TokenParams) => {
      const { accessToken, idToken } = info.result.session;
      const claims = withTok(
        params.claims,
        kind === 'id' ? idToken : accessToken,
        kind,
        providerId,
      );
      warnOfTokenSize({ tok: claims.tok, userEntityRef: claims.sub });
      const result = await issueWithoutTrace(context, claims);
      issued = true;
      return result;
    };

    // These are arrow functions, because a resolver may call the functions of its context without the context.
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

const MISSING: Record<TokenKind, string> = {
  access:
    'The sign-in provider returned no access token, so there is no token for the platform cluster. ' +
    'Check that the provider is an OAuth 2.0 or OIDC provider whose token endpoint returns an access_token.',
  id:
    'The sign-in provider returned no ID token, and tokenKind is "id", so there is no token for the platform cluster. ' +
    'Check that the sign-in requests the scope openid, or set tokenKind to "access".',
};

/** A `tok` that the resolver sets is never replaced, even if its value is undefined: in this case the resolver says that there is no token. */
function withTok(
  claims: Claims,
  token: unknown,
  kind: TokenKind,
  providerId: string | undefined,
): Claims {
  if (Object.hasOwn(claims, 'tok')) {
    if (claims.tok === undefined) {
      throw new AccessTokenError({
        code: 'access-token-missing',
        message:
          'The sign-in resolver set the tok claim to undefined, so there is no token for the platform cluster. ' +
          'Correct the resolver, or let it set no tok so that the access token of the sign-in provider is used.',
      });
    }
    return claims;
  }
  if (typeof token !== 'string' || token === '') {
    throw new AccessTokenError({
      code: 'access-token-missing',
      message: MISSING[kind],
    });
  }
  return {
    ...claims,
    tok: token,
    ...(providerId !== undefined && { tokProvider: providerId }),
  };
}

/**
 * Backstage's error message can quote every claim (of a token that is too long) or the failed SQL statement
 * with its values (the `user_info` row). The message goes to the log and to the browser, so a message that contains a token is withheld.
 */
async function issueWithoutTrace(context: AuthResolverContext, claims: Claims) {
  try {
    return await context.issueToken({ claims });
  } catch (error) {
    if (quotes(error, claims.tok)) {
      // The error has no cause, because the original error contains the token.
      throw new AccessTokenError({
        code: 'token-not-issued',
        message:
          'Backstage could not issue a token that contains the access token. Either the access token is too long ' +
          '(reduce the claims and groups that the provider puts into it), or the auth database failed to store it. ' +
          'The original message is withheld because it contains the access token.',
      });
    }
    throw error;
  }
}

/** The length of the token's start that is searched for, so that a truncated message is recognised too. */
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
