import { hkdfSync } from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * Where the access token of a user is. `tok`: in the claim `tok` of the Backstage token. `session`: in a session of the auth backend. `auto`: in the session if
 * the user has a session, otherwise in the claim `tok`.
 *
 * @public
 */
export type AuthMode = 'tok' | 'session' | 'auto';

/**
 * A key of `ske.auth.session.keys`.
 *
 * @public
 */
export interface SessionKey {
  /** The `id` of the key in the configuration. */
  id: string;
  /** At least 32 random bytes. */
  secret: Buffer;
}

/**
 * A key that seals and opens `tok` claims.
 *
 * @public
 */
export interface TokKey {
  /** The `id` of the key in `ske.auth.session.keys`. */
  id: string;
  /** The derived key. */
  secret: Uint8Array;
}

/**
 * The `typ` of a sealed `tok`, which distinguishes it from a token of the provider.
 *
 * @public
 */
export const SEALED_TOK_TYPE = 'ske-tok+jwe';

const TOK_PURPOSE = 'kratix-portal tok v1';
const MODES: readonly AuthMode[] = ['tok', 'session', 'auto'];
const KEYS = 'ske.auth.session.keys';
const REMEDY =
  'Create one with `openssl rand -base64 32` and take it from an environment variable';
/** An id must not contain a dot, because the id is a part of the encrypted text, and dots separate its parts. */
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const FEWEST_BYTES = 32;

/**
 * Reads `ske.auth.mode`. Default: `tok`.
 *
 * @throws InputError
 * @public
 */
export function readAuthMode(config: Config): AuthMode {
  const text = config.getOptionalString('ske.auth.mode') ?? 'tok';
  const mode = MODES.find(each => each === text);
  if (mode === undefined) {
    throw new InputError(
      `ske.auth.mode is '${text}': set it to one of ${MODES.join(', ')}. The default is tok`,
    );
  }
  return mode;
}

/**
 * Reads `ske.auth.session.keys`. The first key encrypts, and every key decrypts.
 *
 * @param options - `isRequired`: whether a list without a key is an error
 * @throws InputError that names the key at fault and the remedy; it never contains a secret
 * @public
 */
export function readSessionKeys(
  config: Config,
  options?: { isRequired: boolean },
): SessionKey[] {
  const entries = config.getOptionalConfigArray(KEYS) ?? [];
  if (options?.isRequired && entries.length === 0) {
    throw new InputError(
      `ske.auth.mode is '${readAuthMode(config)}', and ${KEYS} has no key to encrypt the sessions with. ${REMEDY}, and set it as ${KEYS}[0].secret with any id`,
    );
  }
  const keys = entries.map((entry, index) => readKey(config, entry, index));
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length) {
    throw new InputError(
      `${KEYS} has two keys with the same id: give each key an id of its own`,
    );
  }
  return keys;
}

/**
 * Derives the key of `tok` claims from a configured key. The keys of sessions are derived from the same secret in another way.
 *
 * @public
 */
export function deriveTokKey(key: SessionKey): TokKey {
  const { id, secret } = key;
  return {
    id,
    secret: new Uint8Array(hkdfSync('sha256', secret, '', TOK_PURPOSE, 32)),
  };
}

function readKey(config: Config, entry: Config, index: number): SessionKey {
  const path = `${KEYS}[${index}]`;
  const id = entry.getString('id');
  if (!KEY_ID.test(id)) {
    throw new InputError(
      `${path}.id may have at most 64 characters: letters, digits, - and _`,
    );
  }
  const text = entry.getString('secret').trim();
  const secret = Buffer.from(text, 'base64');
  if (!BASE64.test(text) || secret.length < FEWEST_BYTES) {
    throw new InputError(
      `${path}.secret must be at least ${FEWEST_BYTES} random bytes in base64. ${REMEDY}`,
    );
  }
  const other = findBackstageKey(config, text, secret);
  if (other !== undefined) {
    throw new InputError(
      `${path}.secret is the same as ${other}, and a key of the sessions must have no other use. ${REMEDY}`,
    );
  }
  return { id, secret };
}

/** Returns the path of the key of Backstage that has this secret. S12: a user who knows a key of Backstage must not be able to decrypt the sessions. */
function findBackstageKey(
  config: Config,
  text: string,
  secret: Buffer,
): string | undefined {
  const keys = config.getOptionalConfigArray('backend.auth.keys') ?? [];
  const others = [
    ['auth.session.secret', config.getOptionalString('auth.session.secret')],
    ...keys.map((key, index) => [
      `backend.auth.keys[${index}].secret`,
      key.getOptionalString('secret'),
    ]),
  ];
  const [found] =
    others.find(
      ([, other]) =>
        other !== undefined &&
        (other.trim() === text || secret.equals(Buffer.from(other, 'base64'))),
    ) ?? [];
  return found;
}
