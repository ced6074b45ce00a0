import { compactVerify, createLocalJWKSet, errors, type JWK } from 'jose';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';
import { remedyFor, sourceOf } from '../remedies';
import { SIGNING_ALGORITHMS } from '../../provider/signingAlgorithms';
import { withEachKey } from '../../provider/withEachKey';
import type { TokenView } from '../facts/TokenView';
import { signingKeysOf } from './signingKeys';

/** The signature, with the keys that the provider publishes now. */
export const checkTokenSignature: Check = {
  id: 'token-signature',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const view = await facts.view();
    const token = await facts.token();
    if (
      view?.form !== 'jwt' ||
      typeof token !== 'object' ||
      !('text' in token)
    ) {
      return skipped('There is no signature to check.');
    }
    const expected = await facts.expectedIssuer();
    const algorithms = expected?.algorithms ?? SIGNING_ALGORITHMS;
    if (!algorithms.includes(view.algorithm)) {
      return failed('token-algorithm', {
        seen: `The token is signed with ${view.algorithm}.`,
        expected: `${algorithms.join(', ')}, according to ${sourceOf(facts)}.`,
        remedy: [remedyFor(facts, 'algorithm')],
      });
    }
    const keys = signingKeysOf((await facts.keys()).body);
    return keys.length === 0
      ? skipped('The keys of the provider are not known.')
      : verify(facts, token.text, view, keys);
  },
};

async function verify(
  facts: DiagnosisFacts,
  text: string,
  view: Extract<TokenView, { form: 'jwt' }>,
  keys: JWK[],
): Promise<Finding> {
  const id = view.keyId ?? 'without an id';
  try {
    await withEachKey(createLocalJWKSet({ keys }), lookup =>
      compactVerify(text, lookup),
    );
    return passed(`The signature is valid (key ${id}, ${view.algorithm}).`);
  } catch (error) {
    const known = keys.map(({ kid }) => kid ?? 'without an id').join(', ');
    return error instanceof errors.JWKSNoMatchingKey
      ? failed('token-key-unknown', {
          seen: `The token is signed with key ${id}, and the provider publishes ${known}.`,
          expected:
            'A token that is signed with a key that the provider publishes.',
          remedy: [
            'The provider has rotated its keys: sign out of the portal and sign in again.',
            'Keep a retired key in jwks_uri until the last token that it signed has expired.',
            remedyFor(facts, 'issuer'),
          ],
        })
      : failed('token-signature-invalid', {
          seen: `The signature of the token does not match key ${id} of the provider.`,
          expected: 'A signature of the key that the token names.',
          remedy: [
            'The token was changed, or it comes from another installation of the provider with the same issuer and key id: sign out of the portal and sign in again, and check which provider runs at the URL of the issuer.',
          ],
        });
  }
}
