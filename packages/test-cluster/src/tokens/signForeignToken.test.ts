import { generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoints } from '../endpoints';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { signForeignToken, type TokenDefect } from './signForeignToken';

describe('signForeignToken', () => {
  const folder = useTemporaryFolder();
  let issuerKey: KeyObject;

  beforeEach(async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    issuerKey = publicKey;
    await mkdir(join(folder.path, 'issuer'));
    await writeFile(
      join(folder.path, 'issuer', 'jwks.json'),
      JSON.stringify({
        keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'key-1' }],
      }),
    );
  });

  const endpoints = (kind: 'oidc-provider' | 'keycloak' = 'oidc-provider') =>
    ({
      issuer: { kind, url: 'https://localhost:8443', audience: 'kube' },
      users: [
        {
          username: 'user-dev',
          password: 'p',
          email: 'user-dev@example.com',
          groups: ['kube-dev'],
        },
      ],
      paths: { stateDir: folder.path },
    }) as unknown as Pick<Endpoints, 'issuer' | 'users' | 'paths'>;

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
      byIssuer: verify(
        'RSA-SHA256',
        Buffer.from(`${header}.${payload}`),
        issuerKey,
        Buffer.from(signature, 'base64url'),
      ),
    };
  };
  const now = () => Date.now() / 1000;

  it('signs as the issuer does when there is no defect', async () => {
    const { header, claims, byIssuer } = await signed('none');

    expect(byIssuer).toBe(true);
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

  it('signs with another key under the same name', async () => {
    const { header, byIssuer } = await signed('another-key');

    expect(byIssuer).toBe(false);
    expect(header.kid).toBe('key-1');
  });

  it.each([
    ['wrong-audience', 'aud'],
    ['wrong-issuer', 'iss'],
  ] as const)('has %s and no other defect', async (defect, claim) => {
    const good = await signed('none');
    const bad = await signed(defect);

    expect(bad.byIssuer).toBe(true);
    expect(bad.claims[claim]).not.toBe(good.claims[claim]);
    expect({ ...bad.claims, [claim]: 0, jti: 0, iat: 0, exp: 0 }).toEqual({
      ...good.claims,
      [claim]: 0,
      jti: 0,
      iat: 0,
      exp: 0,
    });
  });

  it('is expired by more than a leeway', async () => {
    const { claims, byIssuer } = await signed('expired');

    expect(byIssuer).toBe(true);
    expect(claims.exp).toBeLessThan(now() - 600);
    expect(claims.iat).toBeLessThan(claims.exp);
  });

  it('takes claims of the test’s own', async () => {
    expect(
      (await signed('none', { email_verified: false })).claims.email_verified,
    ).toBe(false);
  });

  it('says that Keycloak keeps its key to itself', async () => {
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
