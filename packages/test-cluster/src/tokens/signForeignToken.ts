import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type CryptoKey,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import type { Endpoints } from '../endpoints/Endpoints';
import { loadSigningKeys } from '../oidc/oidcProvider/signingKeys';
import { userClaims } from '../users/authenticateUser';

const ALGORITHM = 'RS256';
const LIFETIME_SECONDS = 300;
/** More than any leeway for clock differences. */
const EXPIRED_FOR_SECONDS = 3600;

/** The single defect of a token. The API server accepts a token with `none`, which proves that it rejects the others because of their defect. */
export type TokenDefect =
  'none' | 'another-key' | 'wrong-audience' | 'wrong-issuer' | 'expired';

/** The claims that each defect changes. */
const DEFECTIVE_CLAIMS: Record<TokenDefect, (now: number) => object> = {
  none: () => ({}),
  'another-key': () => ({}),
  'wrong-audience': () => ({ aud: 'some-other-audience' }),
  'wrong-issuer': () => ({ iss: 'https://localhost:1/some-other-issuer' }),
  expired: now => ({
    iat: now - EXPIRED_FOR_SECONDS - LIFETIME_SECONDS,
    exp: now - EXPIRED_FOR_SECONDS,
  }),
};

interface SignForeignTokenOptions {
  endpoints: Pick<Endpoints, 'oidcProvider' | 'users' | 'paths'>;
  /** The user whose name and groups the token has. */
  username: string;
  defect: TokenDefect;
  /** Further claims. They override the claims of the user and of the defect. */
  claims?: Record<string, unknown>;
}

/**
 * Signs a token that equals the OIDC provider's tokens except for one defect, for tests that expect a rejection.
 * All but `another-key` are signed with the provider's key from the state folder, where only oidc-provider keeps it.
 */
export async function signForeignToken(
  options: SignForeignTokenOptions,
): Promise<string> {
  const { endpoints, username, defect } = options;
  const user = endpoints.users.find(each => each.username === username);
  if (!user) {
    throw new Error(`${username} is not a user of this platform`);
  }
  const { kid, key } = await signingKey(endpoints, defect);
  const { issuer, audience } = endpoints.oidcProvider;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: issuer,
    aud: audience,
    sub: user.username,
    ...userClaims(user),
    jti: randomUUID(),
    iat: now,
    exp: now + LIFETIME_SECONDS,
    ...DEFECTIVE_CLAIMS[defect](now),
    ...options.claims,
  })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
    .sign(key);
}

async function signingKey(
  { oidcProvider, paths }: SignForeignTokenOptions['endpoints'],
  defect: TokenDefect,
): Promise<{ kid?: string; key: CryptoKey }> {
  if (oidcProvider.kind === 'oidc-provider') {
    const { keys } = loadSigningKeys(join(paths.stateDir, 'oidc-provider'));
    const [{ kid, ...jwk }] = keys;
    const key = (await importJWK(jwk as JWK, ALGORITHM)) as CryptoKey;
    // The token has the id of the provider's key, so that the API server checks the signature and does not merely reject an unknown key id.
    return { kid, key: defect === 'another-key' ? await freshKey() : key };
  }
  if (defect !== 'another-key') {
    throw new Error(
      `a token with the defect ${defect} needs the OIDC provider's key, which ${oidcProvider.kind} does not keep in the state folder`,
    );
  }
  return { kid: randomUUID(), key: await freshKey() };
}

async function freshKey(): Promise<CryptoKey> {
  return (await generateKeyPair(ALGORITHM)).privateKey;
}
