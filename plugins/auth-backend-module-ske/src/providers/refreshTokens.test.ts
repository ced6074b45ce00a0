import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { generateKeyPair, SignJWT } from 'jose';
import {
  FAKE_CLIENT,
  startFakeOidcProvider,
  type FakeOidcProvider,
} from '../__testUtils__';
import type { KeptIdTokens, SharedRefreshes } from '../refreshes';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { RefreshFailures } from './RefreshFailures';
import { verifyIdToken } from './refreshTokens';
import { UnverifiedIdTokenError } from './UnverifiedIdTokenError';

let idp: FakeOidcProvider;

beforeEach(async () => {
  idp = await startFakeOidcProvider({ user: { sub: '1' } });
});

afterEach(() => idp.stop());

/** The client of openid-client that Backstage creates. */
async function createClient() {
  const { metadataUrl } = idp;
  const context = createOidcAuthenticator({
    providerId: 'okta',
    logger: mockServices.logger.mock(),
    refreshes: {} as SharedRefreshes,
    idTokens: {} as KeptIdTokens,
    failures: new RefreshFailures(),
    tokenKinds: { default: 'access', platform: 'access', needed: ['access'] },
  }).initialize({
    callbackUrl: 'http://localhost:7007/api/auth/okta/handler/frame',
    config: new ConfigReader({ ...FAKE_CLIENT, metadataUrl }),
  });
  return (await (await context.discover()).promise).client;
}

const now = () => Math.floor(Date.now() / 1000);

/** An ID token with the kid of the provider's key, and the signature of another key. */
async function signWithOtherKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ sub: '1' })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(idp.url)
    .setAudience(FAKE_CLIENT.clientId)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
}

describe('verifyIdToken', () => {
  it('accepts an ID token of the provider, also with a nonce and the hash of its access token', async () => {
    const client = await createClient();

    const plain = { id_token: await idp.sign({}) };
    await expect(verifyIdToken(client, plain)).resolves.toBeUndefined();
    const bound = {
      // The example of OpenID Connect Core 1.0, appendix A.3.
      access_token: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y',
      id_token: await idp.sign({
        nonce: 'of the sign-in',
        at_hash: '77QmUPtjPfzWtF2AnpK9RQ',
      }),
    };
    await expect(verifyIdToken(client, bound)).resolves.toBeUndefined();
  });

  it('accepts a response without an ID token', async () => {
    const client = await createClient();
    await expect(
      verifyIdToken(client, { access_token: 'a' }),
    ).resolves.toBeUndefined();
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ['audience', () => idp.sign({ aud: 'other' }), /aud mismatch/],
    [
      'issuer',
      () => idp.sign({ iss: 'https://other.example.com' }),
      /unexpected iss value/,
    ],
    ['authorized party', () => idp.sign({ azp: 'other' }), /azp mismatch/],
    ['expiry', () => idp.sign({ exp: now() - 60 }), /JWT expired/],
    ['subject', () => idp.sign({ sub: undefined }), /missing.*sub/],
    ['access token hash', () => idp.sign({ at_hash: 'x' }), /at_hash mismatch/],
    ['signature', signWithOtherKey, /failed to validate JWT signature/],
    [
      'algorithm',
      async () => `${btoa('{"alg":"none"}').replace(/=/g, '')}.e30.`,
      /unexpected JWT alg/,
    ],
    ['form', async () => 'opaque', /JWT/],
  ])('rejects an ID token with a wrong %s', async (_, sign, reason) => {
    const client = await createClient();
    const verification = verifyIdToken(client, {
      access_token: 'a',
      id_token: await sign(),
    });

    await expect(verification).rejects.toBeInstanceOf(UnverifiedIdTokenError);
    await expect(verification).rejects.toThrow(reason);
  });
});
