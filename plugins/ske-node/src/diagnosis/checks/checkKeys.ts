import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { TOO_LARGE } from '../facts/DiagnosisProbes';
import { failed, type Finding, skipped } from '../facts/Finding';
import { checkKeysOfApiServer } from './checkKeysOfApiServer';
import { signingKeysOf } from './signingKeys';

/** The keys with which the OIDC provider signs. */
export const checkKeys: Check = {
  id: 'keys',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const url = await facts.metadata('jwks_uri');
    if (url === undefined) {
      return skipped('No discovery document was read.');
    }
    const { status, code, body } = await facts.keys();
    if (code === TOO_LARGE) {
      return failed('keys-too-large', {
        seen: `The key set of the provider at ${url} is larger than 512 kB.`,
        expected: 'A JSON Web Key Set of some kilobytes.',
        remedy: [
          'Remove keys from the key set whose last token has expired, and their certificate chains (x5c).',
          'Check that jwks_uri of the discovery document is the address of a key set.',
        ],
      });
    }
    if (status !== 200 || body === undefined) {
      return failed('keys-unreachable', {
        seen: `The keys of the provider cannot be read at ${url} (${code ?? describeStatus(status)}).`,
        expected:
          'A JSON Web Key Set, at an address that the backend and the API server can reach.',
        remedy: [
          'Correct jwks_uri of the discovery document: the public URL of the provider, or its proxy, is wrong.',
          'The API server reads the keys from the same address. Its log says "oidc: fetching keys" when it cannot.',
        ],
      });
    }
    const keys = signingKeysOf(body);
    return keys.length === 0
      ? failed('keys-empty', {
          seen: `${url} has no public key for signatures.`,
          expected: 'At least one RSA or EC key with the use "sig".',
          remedy: [
            'Create a signing key at the provider. Keys with a shared secret (HS256) cannot be published, so the API server cannot verify them.',
          ],
        })
      : checkKeysOfApiServer(facts, keys.length);
  },
};

function describeStatus(status: number | undefined): string {
  return status === 200
    ? 'the response is not JSON, and may come from a login page or a proxy'
    : `status ${status}`;
}
