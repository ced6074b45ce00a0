import { compactDecrypt, decodeJwt, decodeProtectedHeader } from 'jose';
import { SEALED_TOK_TYPE, type TokKey } from '../config';
import { IdentityError } from './identity/IdentityError';
import { SIGN_IN_AGAIN } from './identity/signInHints';

/**
 * Decrypts ("opens") the claim `tok` of a verified Backstage token, if our own sign-in resolvers encrypted ("sealed") it. Every other `tok` has another type and
 * is not changed.
 *
 * @returns the access token, or undefined if `tok` is not sealed
 * @throws SkeError, 401 `no-credentials`, if no key can decrypt it, or if it belongs to another user
 */
export async function openSealedTok(options: {
  backstageToken: string;
  userEntityRef: string;
  keys: readonly TokKey[];
}): Promise<unknown> {
  const { backstageToken, userEntityRef, keys } = options;
  const sealed = readSealed(backstageToken);
  if (!sealed) {
    return undefined;
  }
  const key = keys.find(({ id }) => id === sealed.keyId);
  if (!key) {
    throw notOpened('no key of ske.auth.session.keys in the ske backend opens');
  }
  const content = await open(sealed.text, key);
  if (content?.sub !== userEntityRef) {
    throw notOpened('the ske backend cannot open');
  }
  return content.tok;
}

function readSealed(
  backstageToken: string,
): { text: string; keyId: unknown } | undefined {
  try {
    const { tok } = decodeJwt(backstageToken);
    if (typeof tok !== 'string') {
      return undefined;
    }
    const { typ, kid } = decodeProtectedHeader(tok);
    return typ === SEALED_TOK_TYPE ? { text: tok, keyId: kid } : undefined;
  } catch {
    return undefined; // An opaque access token has no header.
  }
}

async function open(
  text: string,
  { secret }: TokKey,
): Promise<{ sub?: unknown; tok?: unknown } | undefined> {
  try {
    const { plaintext } = await compactDecrypt(text, secret, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return JSON.parse(new TextDecoder().decode(plaintext));
  } catch {
    return undefined; // The content is not authentic.
  }
}

function notOpened(what: string): IdentityError {
  return new IdentityError({
    code: 'no-credentials',
    reason: 'sealed',
    message: `The tok claim of your Backstage token is encrypted, and ${what} it.`,
    hint: `${SIGN_IN_AGAIN} If that does not help, ske.auth.session.keys differs between the backends of the plugins auth and ske.`,
  });
}
