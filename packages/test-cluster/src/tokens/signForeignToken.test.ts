import { generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Endpoints } from '../endpoints/Endpoints';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { signForeignToken, type TokenDefect } from './signForeignToken';

describe('signForeignToken', () => {
  const folder = useTemporaryFolder();
  let providerKey: KeyObject;

  beforeEach(async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    providerKey = publicKey;
    await mkdir(join(folder.path, 'oidc-provider'));
    await writeFile(
      join(folder.path, 'oidc-provider', 'jwks.json'),
      JSON.stringify({
        keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'key-1' }],
      }),
    );
  });

  const endpoints = (kind: 'oidc-provider' | 'keycloak' = 'oidc-provider') =>
    ({
      oidcProvider: {
        kind,
        issuer: 'https://localhost:8443',
        audience: 'kube',
      },
      users: [
        {
          username: 'user-dev',
          password: 'p',
          email: 'user-dev@example.com',
          groups: ['kube-dev'],
        },
      ],
      paths: { stateDir: folder.path },
    }) as unknown as Pick<Endpoints, 'oidcProvider' | 'users' | 'paths'>;

  const signed = async (defect: TokenDefect, claims?: object) => {
    const token = await signForeignToken({
      endpoints: endpoints(),
      username: 'user-dev',
      defect,
      claims: { ...claims },
    });
    const [header, payload, signature] = token.split('.');
    const decode = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return {
      header: decode(header),
      claims: decode(payload),
      isSignedByProvider: verify(
        'RSA-SHA256',
        Buffer.from(`${header}.${payload}`),
        providerKey,
        Buffer.from(signature, 'base64url'),
      ),
    };
  };

  it.each<[TokenDefect, string[], boolean]>([
    ['none', [], true],
    ['another-key', [], false],
    ['wrong-audience', ['aud'], true],
    ['wrong-issuer', ['iss'], true],
    ['expired', ['iat', 'exp'], true],
  ])(
    'signs a token with only the defect %s: the changed claims are %j, and the provider has signed it: %s',
    async (defect, changed, isSignedByProvider) => {
      const now = jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
      const good = await signed('none');
      const bad = await signed(defect);
      now.mockRestore();

      expect(bad.isSignedByProvider).toBe(isSignedByProvider);
      expect(bad.header).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
      const differing = Object.keys(good.claims).filter(
        claim => !isDeepStrictEqual(good.claims[claim], bad.claims[claim]),
      );
      expect(differing.sort()).toEqual([...changed, 'jti'].sort());
    },
  );

  it('signs the claims that the API server reads, and an expired token is more than ten minutes past its expiry', async () => {
    const now = Date.now() / 1000;
    const { claims } = await signed('none');
    expect(claims).toMatchObject({
      iss: 'https://localhost:8443',
      aud: 'kube',
      email: 'user-dev@example.com',
      email_verified: true,
      groups: ['kube-dev'],
    });
    expect(claims.exp).toBeGreaterThan(now);
    expect((await signed('expired')).claims.exp).toBeLessThan(now - 600);
  });

  it('adds the claims of the caller', async () => {
    expect(
      (await signed('none', { email_verified: false })).claims.email_verified,
    ).toBe(false);
  });

  it('rejects defects that need the key of Keycloak', async () => {
    const options = {
      endpoints: endpoints('keycloak'),
      username: 'user-dev',
    };

    await expect(
      signForeignToken({ ...options, defect: 'expired' }),
    ).rejects.toThrow('keycloak does not keep in the state folder');
    expect(
      await signForeignToken({ ...options, defect: 'another-key' }),
    ).toMatch(/^[^.]+\.[^.]+\.[^.]+$/);
  });
});
