import { statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import type { OidcProviderKind } from '../endpoints/Endpoints';
import { canListen } from '../ports/choosePorts';
import { HttpSession } from '../portalUser/HttpSession';
import {
  ACCESS_TOKEN_TTL_SECONDS,
  ADMIN,
  basicAuth,
  CLIENT,
  DEV,
  redirectUri,
  useOidcProvider,
} from './__testUtils__/useOidcProvider';

// The first start on a machine downloads and builds Keycloak.
jest.setTimeout(300_000);

describe.each<OidcProviderKind>(['oidc-provider', 'keycloak'])('%s', kind => {
  const oidc = useOidcProvider(kind);

  it('serves machines over https and browsers over http on localhost', () => {
    expect(oidc.metadata.issuer).toBe(oidc.current.issuer);
    expect(oidc.current.issuer).toMatch(
      new RegExp(`^https://localhost:${oidc.ports.https}`),
    );
    expect(oidc.metadata.token_endpoint).toBe(oidc.current.tokenEndpoint);
    for (const name of [
      'token_endpoint',
      'jwks_uri',
      'userinfo_endpoint',
      'revocation_endpoint',
    ]) {
      expect(oidc.metadata[name]).toMatch(
        new RegExp(`^https://localhost:${oidc.ports.https}/`),
      );
    }
    for (const name of ['authorization_endpoint', 'end_session_endpoint']) {
      expect(oidc.metadata[name]).toMatch(
        new RegExp(`^http://localhost:${oidc.ports.login}/`),
      );
    }
  });

  it.each(['token_endpoint', 'userinfo_endpoint', 'jwks_uri'])(
    'does not serve its %s over http',
    async name => {
      const { pathname } = new URL(oidc.metadata[name]);
      const response = await oidc.get(`${oidc.current.loginUrl}${pathname}`);
      expect(response.status).toBe(404);
    },
  );

  it('returns a token with the claims that the API server reads for a password grant', async () => {
    const { status, body } = await oidc.passwordGrant(DEV);
    expect(status).toBe(200);
    // RFC 6749, 5.1: the remaining lifetime when the response is created, which can be shorter on a busy machine.
    expect(body.expires_in).toBeGreaterThan(0);
    expect(body.expires_in).toBeLessThanOrEqual(ACCESS_TOKEN_TTL_SECONDS);

    const { payload, protectedHeader } = await oidc.verify(body.access_token);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      iss: oidc.current.issuer,
      sub: expect.any(String),
      email: DEV.email,
      email_verified: true,
      preferred_username: DEV.username,
      name: expect.stringContaining(DEV.username),
      jti: expect.any(String),
    });
    expect([payload.aud].flat()).toContain('kube');
    expect([...(payload.groups as string[])].sort()).toEqual(DEV.groups);
    expect(payload.exp! - payload.iat!).toBe(ACCESS_TOKEN_TTL_SECONDS);
  });

  it('rejects a wrong password', async () => {
    const { status, body } = await oidc.passwordGrant({
      ...DEV,
      password: 'wrong',
    });
    expect([400, 401]).toContain(status);
    expect(body.error).toBe('invalid_grant');
    expect(body.access_token).toBeUndefined();
  });

  it('does not allow the password grant for the portal’s client', async () => {
    const { status, body } = await oidc.postToken(
      {
        grant_type: 'password',
        username: DEV.username,
        password: DEV.password,
      },
      { authorization: basicAuth() },
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.access_token).toBeUndefined();
  });

  it('signs a user in on its login page and issues a token for the API server to the portal', async () => {
    const callback = await oidc.signIn(ADMIN);
    expect(callback.href).toContain(`${redirectUri('oidc')}?`);
    expect(callback.searchParams.get('state')).toBe('a state');
    // RFC 9207: the issuer, not the origin of the login pages.
    expect(callback.searchParams.get('iss')).toBe(oidc.current.issuer);

    const { status, body } = await oidc.exchange(callback);
    expect(status).toBe(200);
    const { payload } = await oidc.verify(body.access_token);
    expect([payload.aud].flat()).toContain('kube');
    expect(payload).toMatchObject({
      email: ADMIN.email,
      email_verified: true,
      groups: ADMIN.groups,
      preferred_username: ADMIN.username,
      name: 'Ada Admin',
    });
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({
      iss: oidc.current.issuer,
      aud: CLIENT.clientId,
      nonce: 'a nonce',
      email: ADMIN.email,
      groups: ADMIN.groups,
    });
    expect(body.refresh_token).toEqual(expect.any(String));
  });

  it.each(['keycloak', 'okta', 'my-company.sso_2'])(
    'accepts %s as the portal’s provider id, and the client’s secret in the body',
    async id => {
      const callback = await oidc.signIn(DEV, {
        redirect_uri: redirectUri(id),
      });
      const { status } = await oidc.postToken({
        grant_type: 'authorization_code',
        code: callback.searchParams.get('code') ?? '',
        redirect_uri: redirectUri(id),
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
      });
      expect(status).toBe(200);
    },
  );

  it.each([
    'http://localhost:7998/api/auth/oidc/handler/frame',
    'https://localhost:7999/api/auth/oidc/handler/frame',
    'http://evil.example.com/api/auth/oidc/handler/frame',
    'http://localhost:7999.evil.example.com/api/auth/oidc/handler/frame',
    'http://localhost:7999@evil.example.com/api/auth/oidc/handler/frame',
    'http://localhost:7999/api/auth/../catalog',
    'http://localhost:7999/elsewhere',
  ])('does not redirect to %s', async redirect => {
    const response = await oidc.get(
      oidc.authorizationUrl({ redirect_uri: redirect }),
      {
        accept: 'text/html',
      },
    );
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(response.headers.get('location')).toBeNull();
  });

  it('shows the login page with an error after a wrong password', async () => {
    const page = await oidc.logIn({ ...ADMIN, password: 'wrong' });
    expect(page.url).toContain(oidc.current.loginUrl);
    expect(page.text).toMatch(/wrong|Invalid username or password/);
  });

  it('allows a second user to sign in, in a browser where the first user has a session', async () => {
    const session = new HttpSession();
    await oidc.signIn(ADMIN, {}, session);
    const callback = await oidc.signIn(DEV, { prompt: 'login' }, session);
    const { body } = await oidc.exchange(callback);
    expect(decodeJwt(body.access_token ?? '').email).toBe(DEV.email);
  });

  it('signs in without a login page when the browser has a session', async () => {
    const session = new HttpSession();
    await oidc.signIn(ADMIN, {}, session);
    const callback = await oidc.signIn(
      { username: 'unused', password: 'unused' },
      {},
      session,
    );
    const { body } = await oidc.exchange(callback);
    expect(decodeJwt(body.access_token ?? '').email).toBe(ADMIN.email);
  });

  it('rotates refresh tokens and rejects a refresh token that was used', async () => {
    const { body: first } = await oidc.exchange(await oidc.signIn(ADMIN));
    const second = await oidc.refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const { payload } = await oidc.verify(second.body.access_token);
    expect(payload).toMatchObject({
      email: ADMIN.email,
      groups: ADMIN.groups,
    });

    const replayed = await oidc.refresh(first.refresh_token);
    expect(replayed.status).toBe(400);
    expect(replayed.body.error).toBe('invalid_grant');
  });

  it('returns the user of a token from the userinfo endpoint', async () => {
    const { body } = await oidc.exchange(await oidc.signIn(DEV));
    const response = await oidc.get(oidc.metadata.userinfo_endpoint, {
      authorization: `Bearer ${body.access_token}`,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      sub: decodeJwt(body.access_token ?? '').sub,
      email: DEV.email,
      email_verified: true,
      preferred_username: DEV.username,
    });
  });

  it('rejects a changed token and an ID token at the userinfo endpoint', async () => {
    const { body } = await oidc.exchange(await oidc.signIn(DEV));
    const [header, payload, signature] = (body.access_token ?? '').split('.');
    const changed = Buffer.from(
      JSON.stringify({ ...decodeJwt(body.access_token ?? ''), sub: 'other' }),
    ).toString('base64url');
    const rejected = [
      `${header}.${changed}.${signature}`,
      `${header}.${payload}.`,
      body.id_token,
      'nonsense',
    ];
    for (const token of rejected) {
      const response = await oidc.get(oidc.metadata.userinfo_endpoint, {
        authorization: `Bearer ${token}`,
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch('invalid_token');
    }
  });

  it('writes settings that only the owner can read', () => {
    const settings = statSync(join(oidc.folder, kind, 'settings.json'));
    expect(settings.mode.toString(8)).toMatch(/600$/);
  });

  it('closes all ports when it stops, and keeps its signing key for the next start', async () => {
    const { body } = await oidc.passwordGrant(DEV);
    await oidc.stop();
    for (const port of Object.values(oidc.ports)) {
      expect(await canListen(port, '127.0.0.1')).toBe(true);
    }
    await oidc.startAgain();
    const { payload } = await oidc.verify(body.access_token);
    expect(payload.email).toBe(DEV.email);
    expect((await oidc.passwordGrant(ADMIN)).status).toBe(200);
  });
});
