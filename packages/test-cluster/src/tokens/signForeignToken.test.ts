import { generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  const now = () => Date.now() / 1000;

  it('signs a valid token when there is no defect', async () => {
    const { header, claims, isSignedByProvider } = await signed('none');

    expect(isSignedByProvider).toBe(true);
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
    expect(claims).toMatchObject({
      iss: 'https://localhost:8443',
      aud: 'kube',
      email: 'user-dev@example.com',
      email_verified: true,
      groups: ['kube-dev'],
    });
    expect(claims.exp).toBeGreaterThan(now());
  });

  it('signs with another key and the same key id', async () => {
    const { header, isSignedByProvider } = await signed('another-key');

    expect(isSignedByProvider).toBe(false);
    expect(header.kid).toBe('key-1');
  });

  it.each([
    ['wrong-audience', 'aud'],
    ['wrong-issuer', 'iss'],
  ] as const)('has %s and no other defect', async (defect, claim) => {
    const good = await signed('none');
    const bad = await signed(defect);

    expect(bad.isSignedByProvider).toBe(true);
    expect(bad.claims[claim]).not.toBe(good.claims[claim]);
    expect({ ...bad.claims, [claim]: 0, jti: 0, iat: 0, exp: 0 }).toEqual({
      ...good.claims,
      [claim]: 0,
      jti: 0,
      iat: 0,
      exp: 0,
    });
  });

  it('signs a token that expired longer ago than any leeway', async () => {
    const { claims, isSignedByProvider } = await signed('expired');

    expect(isSignedByProvider).toBe(true);
    expect(claims.exp).toBeLessThan(now() - 600);
    expect(claims.iat).toBeLessThan(claims.exp);
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
