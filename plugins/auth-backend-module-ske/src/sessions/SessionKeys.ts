import type { SessionKey } from '@kratix-portal/plugin-ske-node';
import {
  type EnvelopeBinding,
  keyIdOf,
  openEnvelope,
  sealEnvelope,
} from './envelope';
import type { GrantBinding } from './GrantStore';

/** What the content of a session is bound to. */
export interface SessionBinding {
  sessionId: string;
  userRef: string;
  providerId: string;
  fingerprint: string;
  /** SHA-256 of the handle, so that a session cannot be attached to another cookie. */
  handleHash: string;
  /** The number of changes of the content, so that an older content of the same row cannot be decrypted either. */
  version: number;
}

/** The configured keys: the first key encrypts, and every key decrypts (S12). */
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

  /** The ids of the keys that only decrypt. */
  get otherIds(): string[] {
    return this.#keys.slice(1).map(({ id }) => id);
  }

  /** The id of the key that encrypted a text, if this process does not have this key: another replica may have a newer configuration. */
  missingIdOf(sealed: string): string | undefined {
    const keyId = keyIdOf(sealed);
    return this.#keys.some(({ id }) => id === keyId) ? undefined : keyId;
  }

  /** Encrypts the content of a session. */
  seal(text: string, binding: SessionBinding): string {
    return sealEnvelope(text, this.#keys[0], bindingOfSession(binding));
  }

  /** Decrypts the content of a session. Returns `undefined` if no key can decrypt it, or if it belongs to another row. */
  open(sealed: string, binding: SessionBinding): string | undefined {
    return openEnvelope(sealed, this.#keys, bindingOfSession(binding));
  }

  /** Creates the seal of a grant, which binds all columns of the row to the secret. To create a seal, a process needs the secret and a configured key. */
  sealGrant(grant: GrantBinding, secret: string): string {
    return sealEnvelope('', this.#keys[0], bindingOfGrant(grant, secret));
  }

  /** Whether a seal belongs to this secret and these columns. */
  isSealOf(seal: string, grant: GrantBinding, secret: string): boolean {
    const text = openEnvelope(seal, this.#keys, bindingOfGrant(grant, secret));
    return text !== undefined;
  }
}

function bindingOfSession(session: SessionBinding): EnvelopeBinding {
  const { sessionId, userRef, providerId, fingerprint } = session;
  const { handleHash, version } = session;
  return {
    purpose: 'session',
    salt: sessionId,
    fields: [sessionId, userRef, providerId, fingerprint, handleHash, version],
  };
}

function bindingOfGrant(grant: GrantBinding, secret: string): EnvelopeBinding {
  const { sessionId, userRef, providerId, plugin, taskId } = grant;
  const { inCatalog, createdAt, expiresAt } = grant;
  return {
    purpose: 'grant',
    salt: secret,
    fields: [
      sessionId,
      userRef,
      providerId,
      plugin,
      taskId,
      inCatalog,
      createdAt,
      expiresAt,
    ],
  };
}
