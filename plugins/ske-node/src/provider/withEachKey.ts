import { type createLocalJWKSet, errors } from 'jose';

/**
 * Finds the key for the signature of a token.
 *
 * @public
 */
export type KeyLookup = (
  ...input: Parameters<ReturnType<typeof createLocalJWKSet>>
) => ReturnType<ReturnType<typeof createLocalJWKSet>>;

/**
 * Verifies a token. If the token names no key (`kid`), and the provider has several keys that fit, each of them is tried, as an API server does.
 *
 * @param verify - verifies the token with a lookup of keys, for example with `jwtVerify`
 * @public
 */
export async function withEachKey<T>(
  lookup: KeyLookup,
  verify: (lookup: KeyLookup) => Promise<T>,
): Promise<T> {
  try {
    return await verify(lookup);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) {
      throw error;
    }
    for await (const key of error) {
      try {
        return await verify(async () => key);
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) {
          throw failure;
        }
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}
