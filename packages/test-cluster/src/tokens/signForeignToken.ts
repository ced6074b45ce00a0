import {
  createPrivateKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DemoUser, Endpoints } from '../endpoints';

const LIFETIME_SECONDS = 300;
/** More than any leeway for clocks that differ. */
const EXPIRED_FOR_SECONDS = 3600;

/**
 * What is wrong with a token: just this one thing. `none` is the counter-check: the API server takes it, so another token of
 * the same making is refused for its defect.
 *
 * @public
 */
export type TokenDefect =
  'none' | 'another-key' | 'wrong-audience' | 'wrong-issuer' | 'expired';

/**
 * Options of {@link signForeignToken}.
 *
 * @public
 */
export interface SignForeignTokenOptions {
  endpoints: Pick<Endpoints, 'issuer' | 'users' | 'paths'>;
  /** Whose name and groups the token bears. */
  username: string;
  defect: TokenDefect;
  /** Added to the claims, over those of the user and the defect. */
  claims?: Record<string, unknown>;
}

/**
 * Signs a token that looks like the issuer's own but for one defect, for tests of refusals. All but `another-key` are signed
 * with the issuer's key out of the state folder, which only the oidc-provider issuer keeps there.
 *
 * @public
 */
export async function signForeignToken(
  options: SignForeignTokenOptions,
): Promise<string> {
  const { endpoints, username, defect } = options;
  const user = endpoints.users.find(each => each.username === username);
  if (!user) {
    throw new Error(`${username} is no demo user of this platform`);
  }
  const key = await signingKey(endpoints, defect);
  return signJwt(key, {
    ...userClaims(endpoints, user),
    ...defectiveClaims(defect),
    ...options.claims,
  });
}

interface SigningKey {
  kid: string;
  key: KeyObject;
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
  if (endpoints.issuer.kind !== 'oidc-provider') {
    if (defect !== 'another-key') {
      throw new Error(
        `a token with the defect ${defect} needs the issuer's key, which ${endpoints.issuer.kind} does not keep in the state folder`,
      );
    }
    return { kid: randomUUID(), key: freshKey() };
  }
  const file = join(endpoints.paths.stateDir, 'issuer', 'jwks.json');
  const { keys } = keySetSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const [{ kid, ...jwk }] = keys;
  return {
    // The name of the issuer's own key, so that the signature is what is checked and not whether the name is known.
    kid,
    key:
      defect === 'another-key'
        ? freshKey()
        : createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }),
  };
}

function freshKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

function userClaims(
  endpoints: SignForeignTokenOptions['endpoints'],
  user: DemoUser,
): Record<string, unknown> {
  const now = nowSeconds();
  return {
    iss: endpoints.issuer.url,
    aud: endpoints.issuer.audience,
    sub: user.username,
    email: user.email,
    email_verified: true,
    groups: user.groups,
    preferred_username: user.username,
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

/** RFC 7515, 7.1: the compact form. */
function signJwt(
  { kid, key }: SigningKey,
  claims: Record<string, unknown>,
): string {
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(content), key);
  return `${content}.${signature.toString('base64url')}`;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
