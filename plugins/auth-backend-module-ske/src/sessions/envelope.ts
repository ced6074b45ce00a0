import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { SessionKey } from '@kratix-portal/plugin-ske-node';

/*
 * The format of encrypted contents of sessions (S11, S12): `v1.<key id>.<iv>.<data>.<tag>`.
 *
 * The key of a row is derived from a configured secret and a salt of the row (HKDF-SHA256, RFC 5869), so no two rows share a key. The additional data of
 * AES-GCM contains columns of the row, such as the user. If one of these columns was changed in the database, the content cannot be decrypted.
 */

const FORMAT = 'v1';
const CIPHER = 'aes-256-gcm';

/** The values to which an envelope is bound. */
export interface EnvelopeBinding {
  /** Separates the keys of tables from each other. */
  purpose: 'session' | 'grant';
  salt: string;
  /** The columns of the row, always in the same order. */
  fields: ReadonlyArray<string | number | boolean>;
}

/** Encrypts a text for one row. */
export function sealEnvelope(
  text: string,
  key: SessionKey,
  binding: EnvelopeBinding,
): string {
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

/** Decrypts a text. Returns `undefined` if no key can decrypt it, or if it belongs to another row. */
export function openEnvelope(
  sealed: string,
  keys: readonly SessionKey[],
  binding: EnvelopeBinding,
): string | undefined {
  const [format, keyId, ...parts] = sealed.split('.');
  const key = keys.find(({ id }) => id === keyId);
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

/** The id of the key that encrypted a text, if the text is an envelope. */
export function keyIdOf(sealed: string): string | undefined {
  const [format, keyId] = sealed.split('.');
  return format === FORMAT ? keyId : undefined;
}

function deriveKey(
  key: SessionKey,
  { purpose, salt }: EnvelopeBinding,
): Buffer {
  return Buffer.from(
    hkdfSync(
      'sha256',
      key.secret,
      salt,
      `kratix-portal ${purpose} ${FORMAT}`,
      32,
    ),
  );
}

/** JSON separates the fields, so no two bindings have the same text. */
function associatedData(keyId: string, { fields }: EnvelopeBinding): Buffer {
  return Buffer.from(JSON.stringify([FORMAT, keyId, ...fields]));
}
