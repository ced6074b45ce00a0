import type {
  AuthResolverContext,
  SignInResolver,
  TokenParams,
} from '@backstage/plugin-auth-node';
import {
  deriveTokKey,
  SEALED_TOK_TYPE,
  type SessionKey,
} from '@kratix-portal/plugin-ske-node';
import { CompactEncrypt } from 'jose';
import { signInWithCatalogUser } from '../accessToken/signInWithCatalogUser';

/**
 * Wraps a sign-in resolver so that `tok` in the Backstage token is a JWE (RFC 7516) that only the `ske` backend opens. What Backstage stores and logs of the
 * Backstage token then contains no usable token of the provider (S7). The user is a part of the content, so a `tok` does not open in the Backstage token of
 * another user.
 *
 * The wrapped resolver issues its token through the context, as one of {@link withAccessToken} does.
 */
export function withSealedTok<T>(
  resolver: SignInResolver<T>,
  key: SessionKey,
): SignInResolver<T> {
  const { id, secret } = deriveTokKey(key);

  async function seal({ claims }: TokenParams): Promise<TokenParams> {
    const { tok, sub } = claims;
    if (typeof tok !== 'string') {
      return { claims };
    }
    const sealed = await new CompactEncrypt(
      new TextEncoder().encode(JSON.stringify({ sub, tok })),
    )
      .setProtectedHeader({
        alg: 'dir',
        enc: 'A256GCM',
        kid: id,
        typ: SEALED_TOK_TYPE,
      })
      .encrypt(secret);
    return { claims: { ...claims, tok: sealed } };
  }

  return async (info, context) => {
    const sealing: AuthResolverContext = {
      issueToken: async params => context.issueToken(await seal(params)),
      findCatalogUser: query => context.findCatalogUser(query),
      resolveOwnershipEntityRefs: entity =>
        context.resolveOwnershipEntityRefs(entity),
      signInWithCatalogUser: (query, options) =>
        signInWithCatalogUser({
          query,
          dangerousEntityRefFallback: options?.dangerousEntityRefFallback,
          context: sealing,
        }),
    };
    return resolver(info, sealing);
  };
}
