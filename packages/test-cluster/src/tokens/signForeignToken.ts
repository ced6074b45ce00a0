import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Endpoints } from '../endpoints/Endpoints';
import { userClaims } from '../users/authenticateUser';
import type { DemoUser } from '../users/DemoUser';

const ALGORITHM = 'RS256';
const LIFETIME_SECONDS = 300;
/** More than any leeway for clock differences. */
const EXPIRED_FOR_SECONDS = 3600;

/** The single defect of a token. The API server accepts a token with `none`, which proves that it rejects the others because of their defect. */
export type TokenDefect =
  'none' | 'another-key' | 'wrong-audience' | 'wrong-issuer' | 'expired';

export interface SignForeignTokenOptions {
  endpoints: Pick<Endpoints, 'oidcProvider' | 'users' | 'paths'>;
  /** The user whose name and groups the token has. */
  username: string;
  defect: TokenDefect;
  /** Claims that are added, and override those of the user and the defect. */
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
  return new SignJWT({
    ...tokenClaims(endpoints, user),
    ...defectiveClaims(defect),
    ...options.claims,
  })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
    .sign(key);
}

interface SigningKey {
  kid: string;
  key: CryptoKey;
}

const keySetSchema = z.object({
  keys: z
    .array(z.looseObject({ kty: z.literal('RSA'), kid: z.string() }))
    .min(1),
});

async function signingKey(
  endpoints: SignForeignTokenOptions['endpoints'],
  defect: TokenDefect,
): Promise<SigningKey> {
  if (endpoints.oidcProvider.kind !== 'oidc-provider') {
    if (defect !== 'another-key') {
      throw new Error(
        `a token with the defect ${defect} needs the OIDC provider's key, which ${endpoints.oidcProvider.kind} does not keep in the state folder`,
      );
    }
    return { kid: randomUUID(), key: await freshKey() };
  }
  const file = join(endpoints.paths.stateDir, 'oidc-provider', 'jwks.json');
  const { keys } = keySetSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const [{ kid, ...jwk }] = keys;
  return {
    // The id of the provider's key, so that the API server checks the signature and does not reject an unknown key id.
    kid,
    key:
      defect === 'another-key'
        ? await freshKey()
        : ((await importJWK(jwk, ALGORITHM)) as CryptoKey),
  };
}

async function freshKey(): Promise<CryptoKey> {
  return (await generateKeyPair(ALGORITHM)).privateKey;
}

function tokenClaims(
  endpoints: SignForeignTokenOptions['endpoints'],
  user: DemoUser,
): Record<string, unknown> {
  const now = nowSeconds();
  return {
    iss: endpoints.oidcProvider.issuer,
    aud: endpoints.oidcProvider.audience,
    sub: user.username,
    ...userClaims(user),
    jti: randomUUID(),
    iat: now,
    exp: now + LIFETIME_SECONDS,
  };
}

function defectiveClaims(defect: TokenDefect): Record<string, unknown> {
  switch (defect) {
    case 'none':
    case 'another-key':
      return {};
    case 'wrong-audience':
      return { aud: 'some-other-audience' };
    case 'wrong-issuer':
      return { iss: 'https://localhost:1/some-other-issuer' };
    case 'expired': {
      const exp = nowSeconds() - EXPIRED_FOR_SECONDS;
      return { iat: exp - LIFETIME_SECONDS, exp };
    }
    default:
      throw new Error(`unknown defect ${defect satisfies never}`);
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
