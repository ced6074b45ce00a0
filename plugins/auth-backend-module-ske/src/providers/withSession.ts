import { AuthenticationError } from '@backstage/errors';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type {
  AuthResolverContext,
  OAuthAuthenticatorResult,
  SignInResolver,
  TokenParams,
} from '@backstage/plugin-auth-node';
import { decodeJwt } from 'jose';
import { signInWithCatalogUser } from '../accessToken/signInWithCatalogUser';
import type { TokenValues } from '../refreshes';
import type { Sessions } from '../sessions';
import { hideTokens } from './hideTokens';
import type { SignInRecord, SignInRecords } from './SignInRecords';

type Result = OAuthAuthenticatorResult<OidcAuthResult>;

/**
 * Wraps a sign-in resolver for session mode (S10). The Backstage token gets no `tok`. After the resolver has found the user, the session starts. The
 * result, which becomes the response to the browser, then has the handle in place of the refresh token, and no token of the provider.
 */
export function withSession(
  resolver: SignInResolver<Result>,
  options: { providerId: string; sessions: Sessions; records: SignInRecords },
): SignInResolver<Result> {
  const { providerId, sessions, records } = options;
  return async (info, context) => {
    const { result } = info;
    const record = records.get(result);
    if (!record) {
      throw new Error(
        'The sign-in resolver of session mode got a result of another authenticator.',
      );
    }
    const signedIn = await resolver(info, withoutTok(context));
    const userRef = decodeJwt(signedIn.token).sub ?? '';
    const handle =
      record.type === 'new'
        ? await start(record, userRef, result)
        : await keep(record, userRef);
    // Backstage builds the response of a sign-in from this object after the resolver.
    Object.assign(result.session, hideTokens(result.session, handle));
    return signedIn;
  };

  async function start(
    { fingerprint, replacedHandle }: SignInRecord & { type: 'new' },
    userRef: string,
    { fullProfile, session }: Result,
  ): Promise<string> {
    const { tokenset, userinfo } = fullProfile;
    const values: TokenValues = {
      ...tokenset,
      access_token: session.accessToken,
      refresh_token: session.refreshToken,
      id_token: session.idToken,
    };
    const { handle } = await sessions.start({
      userRef,
      providerId,
      fingerprint,
      tokens: { values, userinfo: { ...userinfo } },
      replacedHandle,
    });
    return handle;
  }

  async function keep(
    record: SignInRecord & { type: 'existing' },
    userRef: string,
  ): Promise<string> {
    if (userRef !== record.userRef) {
      await sessions.endById(record.sessionId, 'other-owner');
      throw new AuthenticationError(
        'The sign-in resolver found another user than at the sign-in, so your session has ended. Sign in again.',
      );
    }
    return record.handle;
  }
}

/** Removes a `tok` that the resolver sets. Such a resolver is meant for mode `tok`; in session mode the Backstage token contains no `tok`. */
function withoutTok(context: AuthResolverContext): AuthResolverContext {
  const contextWithoutTok: AuthResolverContext = {
    issueToken: ({ claims }: TokenParams) => {
      const { tok, ...others } = claims;
      return context.issueToken({ claims: others });
    },
    findCatalogUser: query => context.findCatalogUser(query),
    resolveOwnershipEntityRefs: entity =>
      context.resolveOwnershipEntityRefs(entity),
    signInWithCatalogUser: (query, signInOptions) =>
      signInWithCatalogUser({
        query,
        dangerousEntityRefFallback: signInOptions?.dangerousEntityRefFallback,
        context: contextWithoutTok,
      }),
  };
  return contextWithoutTok;
}
