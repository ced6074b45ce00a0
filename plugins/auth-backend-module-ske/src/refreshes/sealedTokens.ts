import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/*
 * The token response of a refresh is stored so that only a holder of the refresh token can find and read it. Both the id of the row and the key of its
 * content are derived from the refresh token (HKDF-SHA256, RFC 5869), and the refresh token itself is not stored. OAuth 2.0 requires refresh
 * tokens that cannot be guessed (RFC 6749, section 10.10), so the database alone reveals nothing.
 */

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';

/** The values that are derived from a refresh token. */
export interface RefreshKeys {
  /** The id of the row. */
  id: string;
  /** The key of its content. */
  secret: Buffer;
  /** The id is authenticated with the content, so the content of another row cannot be decrypted. */
  associatedData: Buffer;
}

/** Derives the keys of a refresh token. `fingerprint` names the OIDC provider and the client of the refresh token. */
export function deriveRefreshKeys(options: {
  refreshToken: string;
  fingerprint: string;
}): RefreshKeys {
  const { refreshToken, fingerprint } = options;
  const derive = (purpose: string) =>
    Buffer.from(
      hkdfSync(
        'sha256',
        refreshToken,
        fingerprint,
        `kratix-portal shared refresh ${VERSION}: ${purpose}`,
        32,
      ),
    );
  const id = derive('id').toString('base64url');
  return {
    id,
    secret: derive('content'),
    associatedData: Buffer.from(`${VERSION} ${id}`),
  };
}

/** Encrypts a text: `v1.<iv>.<data>.<tag>`. */
export function seal(text: string, keys: RefreshKeys): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, keys.secret, iv);
  cipher.setAAD(keys.associatedData);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [iv, data, cipher.getAuthTag()];
  return [VERSION, ...parts.map(part => part.toString('base64url'))].join('.');
}

/** Decrypts a text, or returns `undefined` if it was not sealed with these keys. */
export function open(sealed: string, keys: RefreshKeys): string | undefined {
  const [version, ...parts] = sealed.split('.');
  if (version !== VERSION || parts.length !== 3) {
    return undefined;
  }
  const [iv, data, tag] = parts.map(part => Buffer.from(part, 'base64url'));
  try {
    const decipher = createDecipheriv(CIPHER, keys.secret, iv, {
      authTagLength: 16,
    });
    decipher.setAAD(keys.associatedData);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined; // The content is not authentic.
  }
}
