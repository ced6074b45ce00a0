import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';

/** The part of a token that can be read without a key. The claims are used for explanations and never to grant access (S4). */
export type TokenView =
  | { form: 'opaque' }
  | { form: 'encrypted' }
  /** Whether the text begins like a JWT, but a part is missing or changed. */
  | { form: 'damaged' }
  | {
      form: 'jwt';
      algorithm: string;
      keyId?: string;
      claims: JWTPayload;
      use: TokenUse;
    };

/** `unclear`: no claim distinguishes an access token from an ID token. */
export type TokenUse = 'access' | 'id' | 'unclear';

export function viewToken(text: string): TokenView {
  // RFC 7516, 7.1: a JWE in compact form has five parts.
  if (text.split('.').length === 5) {
    return { form: 'encrypted' };
  }
  try {
    const header = decodeProtectedHeader(text);
    const claims = decodeJwt(text);
    return {
      form: 'jwt',
      algorithm: String(header.alg ?? 'none'),
      ...(typeof header.kid === 'string' && { keyId: header.kid }),
      claims,
      use: useOf(header.typ, claims),
    };
  } catch {
    // A JSON object in base64url begins with these letters.
    return { form: /^eyJ[\w-]+\./.test(text) ? 'damaged' : 'opaque' };
  }
}

function useOf(headerType: unknown, claims: JWTPayload): TokenUse {
  // Keycloak has a claim `typ`, and Cognito `token_use`.
  const said = claims.token_use ?? claims.typ;
  if (said === 'id' || said === 'ID') {
    return 'id';
  }
  // RFC 9068: the type of an access token, and its claims of RFC 8693.
  const type = String(headerType ?? '').toLowerCase();
  if (
    said === 'access' ||
    said === 'Bearer' ||
    type === 'at+jwt' ||
    type === 'application/at+jwt' ||
    claims.scope !== undefined ||
    claims.scp !== undefined
  ) {
    return 'access';
  }
  // OpenID Connect Core, 2 and 3.1.3.6: only an ID token has these.
  const isId = ['nonce', 'at_hash', 'c_hash'].some(
    name => claims[name] !== undefined,
  );
  return isId ? 'id' : 'unclear';
}

/** The audiences of a token. */
export function audiencesOf(claims: JWTPayload): string[] {
  return [claims.aud ?? []].flat().filter(each => typeof each === 'string');
}
