import { mockCredentials } from '@backstage/backend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { readTokClaim } from './tokClaim';

const now = new Date();
const userEntityRef = 'user:default/jane';
const credentials = mockCredentials.user(userEntityRef);

function refusal(options: Parameters<typeof readTokClaim>[0]): SkeError {
  try {
    readTokClaim(options);
  } catch (error) {
    return error as SkeError;
  }
  throw new Error('an identity was found');
}

describe('readTokClaim', () => {
  it('returns the identity of the verified user', async () => {
    const tok = unsignedJwt({ iss: 'https://idp.example.com' });
    const identity = readTokClaim({
      credentials,
      backstageToken: unsignedJwt({ sub: userEntityRef, tok }),
      now,
    });
    expect(identity.userEntityRef).toBe(userEntityRef);
    await expect(identity.authorization()).resolves.toBe(`Bearer ${tok}`);
    expect(JSON.stringify(identity)).not.toContain(tok);
  });

  it('S6: throws a 403 if the claim of userNameClaim is the name of another user', () => {
    const options = (preferred_username: string) => ({
      credentials,
      backstageToken: unsignedJwt({
        sub: userEntityRef,
        tok: unsignedJwt({ preferred_username }),
      }),
      userNameClaim: 'preferred_username',
      now,
    });
    expect(readTokClaim(options('Jane')).userEntityRef).toBe(userEntityRef);
    expect(refusal(options('joe'))).toMatchObject({
      code: 'identity-mismatch',
      status: 403,
    });
  });

  it('throws a 401 that names the provider of the cluster, if the user has signed in with the provider of another cluster', () => {
    const options = (tokProvider: unknown) => ({
      credentials,
      backstageToken: unsignedJwt({
        sub: userEntityRef,
        tok: unsignedJwt({}),
        tokProvider,
      }),
      providers: { own: 'keycloak', others: ['okta'] },
      now,
    });
    expect(refusal(options('okta'))).toMatchObject({
      code: 'no-credentials',
      status: 401,
      message: expect.stringContaining(
        "has signed in with 'okta', and the platform cluster accepts the tokens of 'keycloak' only",
      ),
      hint: "Sign out of the portal and sign in with 'keycloak'.",
    });
    for (const accepted of ['keycloak', 'of-no-cluster', undefined, 1]) {
      expect(readTokClaim(options(accepted)).userEntityRef).toBe(userEntityRef);
    }
  });

  it('S1: throws a 401 that explains how to get a tok claim', () => {
    const error = refusal({
      credentials,
      backstageToken: unsignedJwt({ sub: userEntityRef }),
      now,
    });
    expect(error).toMatchObject({ code: 'no-credentials', status: 401 });
    expect(error.message).toContain('has no tok claim');
    expect(error.hint).toContain('withAccessToken');
  });

  it('S1: does not read a tok claim that is inherited from a prototype', () => {
    const backstageToken = `${Buffer.from('{}').toString(
      'base64url',
    )}.${Buffer.from(
      `{"sub":"${userEntityRef}","__proto__":{"tok":"x"}}`,
    ).toString('base64url')}.c2ln`;
    expect(refusal({ credentials, backstageToken, now }).message).toContain(
      'has no tok claim',
    );
  });

  it('S3: treats a tok claim that is null as invalid, not as absent', () => {
    const error = refusal({
      credentials,
      backstageToken: unsignedJwt({ sub: userEntityRef, tok: null }),
      now,
    });
    expect(error.message).toContain('is not a string');
  });

  it('S5: names the plugin that calls on behalf of the user', () => {
    const error = refusal({
      credentials: {
        ...credentials,
        principal: {
          type: 'user',
          userEntityRef,
          actor: { type: 'service', subject: 'plugin:scaffolder' },
        },
      },
      backstageToken: unsignedJwt({ sub: userEntityRef }),
      now,
    });
    expect(error.message).toContain('plugin:scaffolder called on behalf of');
  });

  it('S3: rejects a token whose subject is not the verified user', () => {
    const backstageToken = unsignedJwt({
      sub: 'user:default/eve',
      tok: unsignedJwt({}),
    });
    const error = refusal({ credentials, backstageToken, now });
    expect(error.code).toBe('no-credentials');
    expect(error.message).toContain('does not belong to the verified caller');
  });

  it('S3: rejects a Backstage token that is not a JWT', () => {
    const error = refusal({ credentials, backstageToken: 'opaque', now });
    expect(error.code).toBe('no-credentials');
  });
});
