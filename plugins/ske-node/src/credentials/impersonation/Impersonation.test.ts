import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import type { ImpersonationConfig } from '../../config';
import { AccessToken } from '../identity/AccessToken';
import { UserIdentity } from '../identity/PlatformIdentity';
import { Impersonation } from './Impersonation';

const ACCOUNT = 'Bearer token-of-the-account';
const later = () => Math.floor(Date.now() / 1000) + 600;

describe('Impersonation', () => {
  let server: Server;
  let issuer: string;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let others: typeof keys;
  let jwks: object;
  let status: number;
  let keyRequests: number;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    others = await generateKeyPair('RS256');
    server = createServer((request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      if (request.url === '/keys') {
        keyRequests += 1;
        response.end(JSON.stringify(jwks));
        return;
      }
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(async () => {
    status = 200;
    keyRequests = 0;
    jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one' }] };
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const configured = (): ImpersonationConfig => ({
    path: 'clusters[0].impersonation',
    providerId: 'keycloak',
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    audience: 'kube',
    usernameClaim: 'email',
    groupsClaim: 'groups',
    groupsPrefix: 'oidc:',
    account: { authorization: async () => ACCOUNT },
  });

  const claims = (): JWTPayload => ({
    iss: issuer,
    aud: 'kube',
    sub: 'jane',
    email: 'jane@example.com',
    groups: ['dev'],
    exp: later(),
  });

  const sign = async (
    more: JWTPayload = {},
    header: Partial<JWTHeaderParameters> = {},
    key = keys.privateKey,
  ) =>
    new SignJWT({ ...claims(), ...more })
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
      .sign(key);

  const identityOf = (text: string) =>
    new UserIdentity({
      userEntityRef: 'user:default/jane',
      token: AccessToken.parse(text, new Date()),
    });

  async function refusal(text: string): Promise<SkeError> {
    const error = await new Impersonation(configured())
      .identityFor(identityOf(text))
      .then(
        () => undefined,
        thrown => thrown,
      );
    if (!SkeError.is(error)) {
      throw new Error(`expected a SkeError, got ${error}`);
    }
    // S7: neither token is in an error.
    expect(inspect(error, { depth: 10 })).not.toContain(
      text.split('.')[1] ?? text,
    );
    expect(inspect(error, { depth: 10 })).not.toContain(ACCOUNT);
    return error;
  }

  describe('with a token that names no key, when the provider has several keys', () => {
    beforeEach(async () => {
      jwks = {
        keys: await Promise.all(
          [others, keys].map(({ publicKey }) => exportJWK(publicKey)),
        ),
      };
    });

    it('accepts the signature of one of the keys', async () => {
      const token = await sign({}, { kid: undefined });

      const identity = await new Impersonation(configured()).identityFor(
        identityOf(token),
      );
      const [, authorization] = await identity.credentialHeaders();
      expect(authorization).toBe(ACCOUNT);
    });

    it('rejects the signature of another key', async () => {
      const { privateKey } = await generateKeyPair('RS256');

      expect(
        await refusal(await sign({}, { kid: undefined }, privateKey)),
      ).toMatchObject({
        code: 'identity-rejected',
        message: expect.stringContaining('has not signed it'),
      });
    });
  });

  it('S19: sends the account together with the user and the groups of the verified token', async () => {
    const identity = await new Impersonation(configured()).identityFor(
      identityOf(await sign({ groups: ['dev', 'ops'] })),
    );

    expect(await identity.credentialHeaders()).toEqual([
      'authorization',
      ACCOUNT,
      'impersonate-user',
      'jane@example.com',
      'impersonate-group',
      'oidc:dev',
      'impersonate-group',
      'oidc:ops',
    ]);
    expect(identity.userEntityRef).toBe('user:default/jane');
  });

  it('sends names in other alphabets as UTF-8 bytes', async () => {
    const identity = await new Impersonation(configured()).identityFor(
      identityOf(await sign({ email: 'jürgen', groups: [] })),
    );

    const [, , , name] = await identity.credentialHeaders();
    expect(Buffer.from(name, 'latin1').toString('utf8')).toBe('jürgen');
    expect(name).toMatch(/^[\x20-\x7e\x80-\xff]*$/);
  });

  it.each<[string, () => string | Promise<string>, string]>([
    ['another key', () => sign({}, {}, others.privateKey), 'signed'],
    ['an unknown key', () => sign({}, { kid: 'two' }), 'signed'],
    ['another audience', () => sign({ aud: 'portal' }), "its claim 'aud'"],
    ['no audience', () => sign({ aud: undefined }), "its claim 'aud'"],
    [
      'another issuer',
      () => sign({ iss: 'https://x.example.com' }),
      "its claim 'iss'",
    ],
    ['no expiry', () => sign({ exp: undefined }), "its claim 'exp'"],
    ['a start in the future', () => sign({ nbf: later() }), "its claim 'nbf'"],
    ['a wrong user', () => sign({ email: 'system:admin' }), 'system:'],
    ['the group system:masters', () => sign({ groups: 'system:masters' }), ''],
    ['no signature', () => new UnsecuredJWT(claims()).encode(), ''],
    ['no claims', () => 'an-opaque-token', 'not a signed JWT'],
    [
      'a shared secret as its key',
      async () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256', kid: 'one' })
          .sign(
            new TextEncoder().encode(
              JSON.stringify(await exportJWK(keys.publicKey)),
            ),
          ),
      'algorithm',
    ],
  ])('S19: rejects a token with %s', async (what, token, message) => {
    const text = await token();
    const rejection =
      what === 'the group system:masters'
        ? await new Impersonation({ ...configured(), groupsPrefix: '' })
            .identityFor(identityOf(text))
            .catch(error => error)
        : await refusal(text);
    expect(rejection).toMatchObject({ code: 'identity-rejected', status: 401 });
    expect(rejection.message).toContain(message);
  });

  it('S19: rejects a token that expires between two requests', async () => {
    const identity = identityOf(await sign({ exp: later() }));
    const impersonation = new Impersonation(configured());
    await impersonation.identityFor(identity);

    jest.useFakeTimers({ now: later() * 1000, advanceTimers: true });
    try {
      await expect(impersonation.identityFor(identity)).rejects.toMatchObject({
        code: 'session-ended',
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('S19: verifies once for concurrent requests, and reads the keys once', async () => {
    const impersonation = new Impersonation(configured());
    const text = await sign();

    const [one, other] = await Promise.all([
      impersonation.identityFor(identityOf(text)),
      impersonation.identityFor(identityOf(text)),
    ]);
    await impersonation.identityFor(identityOf(await sign({ jti: 'next' })));

    expect(one).toBe(other);
    expect(keyRequests).toBe(1);
  });

  it('throws idp-unavailable when the keys cannot be read, and recovers with the provider', async () => {
    const impersonation = new Impersonation(configured());
    const identity = identityOf(await sign());
    status = 503;

    await expect(impersonation.identityFor(identity)).rejects.toMatchObject({
      code: 'idp-unavailable',
      status: 503,
    });

    status = 200;
    await expect(impersonation.identityFor(identity)).resolves.toBeDefined();
  });

  it('S26: the identity ends with the token of the user, and each later token of a session is verified', async () => {
    const exp = later();
    const next = identityOf(await sign({ aud: 'portal' }));
    const source = new UserIdentity({
      userEntityRef: 'user:default/jane',
      token: AccessToken.parse(await sign({ exp }), new Date()),
      session: {
        renew: async () => next,
        renewRejected: async () => next,
        onEnd: () => () => {},
      },
    });
    const identity = await new Impersonation(configured()).identityFor(source);

    expect(identity.expiresAtMs).toBe(exp * 1000);
    await expect(identity.renew()).rejects.toMatchObject({
      code: 'identity-rejected',
    });
  });

  it('reads the token of the account again after a 401, and uses no other credential', async () => {
    const renew = jest.fn(() => true);
    const impersonation = new Impersonation({
      ...configured(),
      account: { authorization: async () => ACCOUNT, renew },
    });
    const identity = await impersonation.identityFor(identityOf(await sign()));

    expect(await identity.renewRejected()).toBe(identity);
    expect(renew).toHaveBeenCalledTimes(1);

    const fixed = await new Impersonation(configured()).identityFor(
      identityOf(await sign()),
    );
    expect(await fixed.renewRejected()).toBeUndefined();
  });

  it('never sends the credential of the account without a user to impersonate', async () => {
    const account = { authorization: async () => undefined };
    const identity = await new Impersonation({
      ...configured(),
      account,
    }).identityFor(identityOf(await sign()));

    await expect(identity.credentialHeaders()).rejects.toMatchObject({
      code: 'no-credentials',
    });
  });
});
