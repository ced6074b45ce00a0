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
 * Wraps a sign-in resolver so that `tok` in the Backstage token is a JWE (RFC 7516) that only the `ske` backend can decrypt. If Backstage stores or logs the
 * claims of the Backstage token, they contain no usable token of the provider (S7). The encrypted content contains the user, so the `ske` backend rejects a `tok` in
 * the Backstage token of another user.
 *
 * Like a resolver of {@link withAccessToken}, the wrapped resolver issues its token through the context.
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
