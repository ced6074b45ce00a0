import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SessionKey } from './SessionKeys';

/** `ske.auth.mode`. */
export type AuthMode = 'tok' | 'session' | 'auto';

/** The configuration of session mode. */
export interface SessionConfig {
  /** The first one encrypts, and all of them decrypt. */
  keys: SessionKey[];
  /** Where the OIDC provider redirects to after it ended its own session. Absent: a sign-out of the portal does not end it. */
  logoutRedirectUrl: string | undefined;
}

const MODES: readonly string[] = ['tok', 'session', 'auto'];
const KEYS = 'ske.auth.session.keys';
const PROVIDER_LOGOUT = 'ske.auth.session.providerLogout';
const REMEDY =
  'Create one with `openssl rand -base64 32` and take it from an environment variable';
/** The id is a part of the encrypted text, whose parts have dots between them. */
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const FEWEST_BYTES = 32;

/** Reads `ske.auth.mode`. Default: `tok`. */
export function readAuthMode(config: Config): AuthMode {
  const mode = config.getOptionalString('ske.auth.mode') ?? 'tok';
  if (!MODES.includes(mode)) {
    throw new InputError(
      `ske.auth.mode is '${mode}': set it to one of ${MODES.join(', ')}. The default is tok`,
    );
  }
  return mode as AuthMode;
}

/**
 * Reads `ske.auth.session`, which the modes `session` and `auto` need.
 *
 * @returns undefined in mode `tok`
 * @throws InputError that names the key at fault and the remedy; it never contains a secret
 */
export function readSessionConfig(config: Config): SessionConfig | undefined {
  const mode = readAuthMode(config);
  if (mode === 'tok') {
    return undefined;
  }
  const entries = config.getOptionalConfigArray(KEYS) ?? [];
  if (entries.length === 0) {
    throw new InputError(
      `ske.auth.mode is '${mode}', and ${KEYS} has no key to encrypt the sessions with. ${REMEDY}, and set it as ${KEYS}[0].secret with any id`,
    );
  }
  const keys = entries.map((entry, index) => readKey(config, entry, index));
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length) {
    throw new InputError(
      `${KEYS} has two keys with one id: give each key an id of its own`,
    );
  }
  return { keys, logoutRedirectUrl: readLogoutRedirectUrl(config) };
}

/** A sign-out also ends the session with the provider: otherwise the next click on "Sign in" on a shared machine would be the same person. */
function readLogoutRedirectUrl(config: Config): string | undefined {
  if (config.getOptionalBoolean(PROVIDER_LOGOUT) === false) {
    return undefined;
  }
  return (
    config.getOptionalString('ske.auth.session.logoutRedirectUrl') ??
    config.getOptionalString('app.baseUrl')
  );
}

/**
 * Returns the key that seals `tok`, if mode `tok` has one. The first one of `ske.auth.session.keys` seals; the `ske` backend opens with all.
 *
 * @throws InputError that names the key at fault and the remedy
 */
export function readTokKey(config: Config): SessionKey | undefined {
  const [entry] = config.getOptionalConfigArray(KEYS) ?? [];
  return entry && readKey(config, entry, 0);
}

function readKey(config: Config, entry: Config, index: number): SessionKey {
  const path = `${KEYS}[${index}]`;
  const id = entry.getString('id');
  if (!KEY_ID.test(id)) {
    throw new InputError(
      `${path}.id may have letters, digits, - and _, and at most 64 of them`,
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

/** S12: who knows a key of Backstage must not be able to open the sessions. Returns the path of the key with this secret. */
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
