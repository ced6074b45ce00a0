import { mockCredentials } from '@backstage/backend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { readTokClaim } from './tokClaim';

const now = new Date();
const userEntityRef = 'user:default/jane';
const credentials = mockCredentials.user(userEntityRef);

function jwt(claims: object): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'ES256' })}.${encode(claims)}.c2ln`;
}

function refusal(options: Parameters<typeof readTokClaim>[0]): SkeError {
  try {
    readTokClaim(options);
  } catch (error) {
    return error as SkeError;
  }
  throw new Error('an identity was found');
}

describe('readTokClaim', () => {
  it('gives the identity of the verified user', async () => {
    const tok = jwt({ iss: 'https://idp.example.com' });
    const identity = readTokClaim({
      credentials,
      backstageToken: jwt({ sub: userEntityRef, tok }),
      now,
    });
    expect(identity.userEntityRef).toBe(userEntityRef);
    await expect(identity.authorization()).resolves.toBe(`Bearer ${tok}`);
    expect(JSON.stringify(identity)).not.toContain(tok);
  });

  it('S6: with userNameClaim a token of another name is a 403', () => {
    const options = (preferred_username: string) => ({
      credentials,
      backstageToken: jwt({
        sub: userEntityRef,
        tok: jwt({ preferred_username }),
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

  it('S1: a token without tok is a 401 that says how to get one', () => {
    const error = refusal({
      credentials,
      backstageToken: jwt({ sub: userEntityRef }),
      now,
    });
    expect(error).toMatchObject({ code: 'no-credentials', status: 401 });
    expect(error.message).toContain('has no tok claim');
    expect(error.hint).toContain('withAccessToken');
  });

  it('S1: a tok inherited from a prototype does not count', () => {
    const backstageToken = `${Buffer.from('{}').toString(
      'base64url',
    )}.${Buffer.from(
      `{"sub":"${userEntityRef}","__proto__":{"tok":"x"}}`,
    ).toString('base64url')}.c2ln`;
    expect(refusal({ credentials, backstageToken, now }).message).toContain(
      'has no tok claim',
    );
  });

  it('S3: a tok that is null is bad, not absent', () => {
    const error = refusal({
      credentials,
      backstageToken: jwt({ sub: userEntityRef, tok: null }),
      now,
    });
    expect(error.message).toContain('is not a string');
  });

  it('S5: a token that another plugin holds on behalf of the user says so', () => {
    const error = refusal({
      credentials: {
        ...credentials,
        principal: {
          type: 'user',
          userEntityRef,
          actor: { type: 'service', subject: 'plugin:scaffolder' },
        },
      },
      backstageToken: jwt({ sub: userEntityRef }),
      now,
    });
    expect(error.message).toContain('plugin:scaffolder called on behalf of');
  });

  it('S3: a token of another subject than the verified one is refused', () => {
    const backstageToken = jwt({ sub: 'user:default/eve', tok: jwt({}) });
    const error = refusal({ credentials, backstageToken, now });
    expect(error.code).toBe('no-credentials');
    expect(error.message).toContain('someone else');
  });

  it('S3: what is no JWT is refused', () => {
    const error = refusal({ credentials, backstageToken: 'opaque', now });
    expect(error.code).toBe('no-credentials');
  });
});
