import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/*
 * The envelope of a stored session (S11, S12).
 *
 * The key of a row is derived from a configured secret and the id of the session (HKDF-SHA256, RFC 5869), so no two rows share a key. The additional
 * data of AES-GCM names what the row belongs to. A row does not open if its content, user, provider, handle or version was replaced in the database.
 */

const FORMAT = 'v1';
const CIPHER = 'aes-256-gcm';
const PURPOSE = `kratix-portal session ${FORMAT}`;

/** One configured key. */
export interface SessionKey {
  id: string;
  /** At least 32 random bytes. */
  secret: Buffer;
}

/** What the content of a row is bound to. */
export interface SessionBinding {
  sessionId: string;
  userRef: string;
  providerId: string;
  fingerprint: string;
  /** SHA-256 of the handle, so that a session cannot be attached to another cookie. */
  handleHash: string;
  /** Counts the changes of the content, so that an older content does not open either. */
  version: number;
}

/** The configured keys: the first one encrypts, and all of them decrypt. */
export class SessionKeys {
  readonly #keys: readonly SessionKey[];

  constructor(keys: readonly SessionKey[]) {
    if (keys.length === 0) {
      throw new Error('Session mode needs at least one key.');
    }
    this.#keys = keys;
  }

  /** The id of the key that encrypts. */
  get currentId(): string {
    return this.#keys[0].id;
  }

  /** Encrypts a text: `v1.<key id>.<iv>.<data>.<tag>`. */
  seal(text: string, binding: SessionBinding): string {
    const [key] = this.#keys;
    const iv = randomBytes(12);
    const cipher = createCipheriv(CIPHER, deriveKey(key, binding), iv);
    cipher.setAAD(associatedData(key.id, binding));
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const parts = [iv, data, cipher.getAuthTag()];
    return [
      FORMAT,
      key.id,
      ...parts.map(part => part.toString('base64url')),
    ].join('.');
  }

  /** Decrypts a text. Returns `undefined` if no key opens it, or if it belongs to another row. */
  open(sealed: string, binding: SessionBinding): string | undefined {
    const [format, keyId, ...parts] = sealed.split('.');
    const key = this.#keys.find(({ id }) => id === keyId);
    if (format !== FORMAT || !key || parts.length !== 3) {
      return undefined;
    }
    const [iv, data, tag] = parts.map(part => Buffer.from(part, 'base64url'));
    try {
      const decipher = createDecipheriv(CIPHER, deriveKey(key, binding), iv, {
        authTagLength: 16,
      });
      decipher.setAAD(associatedData(key.id, binding));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(data), decipher.final()]).toString(
        'utf8',
      );
    } catch {
      return undefined; // The content is not authentic.
    }
  }
}

function deriveKey(key: SessionKey, { sessionId }: SessionBinding): Buffer {
  return Buffer.from(hkdfSync('sha256', key.secret, sessionId, PURPOSE, 32));
}

/** JSON separates the fields, so no two bindings have the same text. */
function associatedData(keyId: string, binding: SessionBinding): Buffer {
  const { sessionId, userRef, providerId, fingerprint } = binding;
  return Buffer.from(
    JSON.stringify([
      FORMAT,
      keyId,
      sessionId,
      userRef,
      providerId,
      fingerprint,
      binding.handleHash,
      binding.version,
    ]),
  );
}
