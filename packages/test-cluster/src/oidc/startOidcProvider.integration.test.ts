import { connect } from 'node:net';
import { statSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLocalJWKSet,
  decodeJwt,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose';
import { Agent, fetch as undiciFetch } from 'undici';
import {
  CertificateAuthority,
  type CertificateFiles,
} from '../certs/CertificateAuthority';
import type { OidcProviderKind } from '../endpoints/Endpoints';
import { choosePorts, type ChosenPorts } from '../ports/choosePorts';
import { HttpSession } from '../portalUser/HttpSession';
import { submitLoginForm } from '../portalUser/submitLoginForm';
import { startOidcProvider, type OidcProvider } from './startOidcProvider';
import { removeFolder } from '../stateFolder/removeFolder';

// The first start on a machine downloads and builds Keycloak.
jest.setTimeout(300_000);

const PORTAL = 'http://localhost:7999';
const CLIENT = {
  clientId: 'backstage-client',
  clientSecret: 'portal & secret',
};
const KUBE = { clientId: 'kube' };
const ACCESS_TOKEN_TTL_SECONDS = 120;
const ADMIN = {
  username: 'user-admin',
  password: 'admin <&> password',
  email: 'user-admin@example.com',
  groups: ['kube-admin'],
  displayName: 'Ada Admin',
};
const DEV = {
  username: 'user-dev',
  password: 'dev-password',
  email: 'user-dev@example.com',
  groups: ['kube-dev', 'team-a'],
};

type PortName = 'https' | 'login' | 'internal';

interface TokenResponse {
  status: number;
  body: {
    access_token?: string;
    refresh_token?: string;
    id_token?: string;
    expires_in?: number;
    error?: string;
  };
}

describe.each<OidcProviderKind>(['oidc-provider', 'keycloak'])('%s', kind => {
  let folder: string;
  let tls: CertificateFiles;
  let chosen: ChosenPorts<PortName>;
  let trust: Agent;
  let provider: OidcProvider;
  let metadata: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `oidc-provider-${kind}-`));
    const authority = await CertificateAuthority.open(join(folder, 'certs'));
    tls = await authority.certificate({
      kind: 'server',
      name: 'oidc-provider',
    });
    trust = new Agent({ connect: { ca: await readFile(authority.caFile) } });
    chosen = await choosePorts<PortName>({
      names: ['https', 'login', 'internal'],
      rememberIn: join(folder, 'ports.json'),
    });
    provider = await start();
    const response = await get(provider.metadataUrl);
    metadata = (await response.json()) as Record<string, string>;
  });

  afterAll(async () => {
    await provider?.stop();
    await chosen?.release();
    await trust?.close();
    await removeFolder(folder);
  });

  function start() {
    return startOidcProvider({
      kind,
      stateDir: folder,
      logsDir: join(folder, 'logs'),
      tls,
      ports: chosen.ports,
      users: [ADMIN, DEV],
      audience: 'kube',
      portalClient: CLIENT,
      kubernetesClient: KUBE,
      allowedPortalOrigins: [PORTAL],
      accessTokenTtlSeconds: ACCESS_TOKEN_TTL_SECONDS,
    });
  }

  function get(url: string, headers: Record<string, string> = {}) {
    return undiciFetch(url, { dispatcher: trust, headers });
  }

  async function postToken(
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<TokenResponse> {
    const response = await undiciFetch(provider.tokenEndpoint, {
      method: 'POST',
      dispatcher: trust,
      body: new URLSearchParams(form),
      headers,
    });
    return {
      status: response.status,
      body: (await response.json()) as TokenResponse['body'],
    };
  }

  function passwordGrant(user: { username: string; password: string }) {
    return postToken({
      grant_type: 'password',
      client_id: KUBE.clientId,
      username: user.username,
      password: user.password,
      scope: 'openid profile email',
    });
  }

  function authorizationUrl(parameters: Record<string, string> = {}) {
    const url = new URL(metadata.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: CLIENT.clientId,
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: redirectUri('oidc'),
      state: 'a state',
      nonce: 'a nonce',
      ...parameters,
    }).toString();
    return url.href;
  }

  async function logIn(
    user: { username: string; password: string },
    parameters: Record<string, string> = {},
    session = new HttpSession(),
  ) {
    const within = provider.loginUrl;
    const page = await session.visit(authorizationUrl(parameters), { within });
    // A browser with a session is redirected to the portal without a login page.
    return page.url.startsWith(within)
      ? submitLoginForm({ session, page, user, within })
      : page;
  }

  /** Signs in and returns the redirect to the portal. */
  async function signIn(...options: Parameters<typeof logIn>) {
    const { url } = await logIn(...options);
    expect(url).toContain(PORTAL);
    return new URL(url);
  }

  function exchange(callback: URL, redirect = redirectUri('oidc')) {
    return postToken(
      {
        grant_type: 'authorization_code',
        code: callback.searchParams.get('code') ?? '',
        redirect_uri: redirect,
      },
      { authorization: basicAuth() },
    );
  }

  it('serves machines over https and browsers over http on localhost', () => {
    expect(metadata.issuer).toBe(provider.issuer);
    expect(provider.issuer).toMatch(
      new RegExp(`^https://localhost:${chosen.ports.https}`),
    );
    expect(metadata.token_endpoint).toBe(provider.tokenEndpoint);
    for (const name of [
      'token_endpoint',
      'jwks_uri',
      'userinfo_endpoint',
      'revocation_endpoint',
    ]) {
      expect(metadata[name]).toMatch(
        new RegExp(`^https://localhost:${chosen.ports.https}/`),
      );
    }
    for (const name of ['authorization_endpoint', 'end_session_endpoint']) {
      expect(metadata[name]).toMatch(
        new RegExp(`^http://localhost:${chosen.ports.login}/`),
      );
    }
  });

  it.each(['token_endpoint', 'userinfo_endpoint', 'jwks_uri'])(
    'does not serve its %s over http',
    async name => {
      const { pathname } = new URL(metadata[name]);
      const response = await get(`${provider.loginUrl}${pathname}`);
      expect(response.status).toBe(404);
    },
  );

  it('returns a token with the claims that the API server reads, by the password grant', async () => {
    const { status, body } = await passwordGrant(DEV);
    expect(status).toBe(200);
    // RFC 6749, 5.1: the remaining lifetime when the response is created, which can be shorter on a busy machine.
    expect(body.expires_in).toBeGreaterThan(0);
    expect(body.expires_in).toBeLessThanOrEqual(ACCESS_TOKEN_TTL_SECONDS);

    const { payload, protectedHeader } = await verify(body.access_token);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      iss: provider.issuer,
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
    const { status, body } = await passwordGrant({ ...DEV, password: 'wrong' });
    expect([400, 401]).toContain(status);
    expect(body.error).toBe('invalid_grant');
    expect(body.access_token).toBeUndefined();
  });

  it('does not allow the password grant for the portal’s client', async () => {
    const { status, body } = await postToken(
      { grant_type: 'password', ...pick(DEV) },
      { authorization: basicAuth() },
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.access_token).toBeUndefined();
  });

  it('signs a person in on its login page and issues a token for the API server to the portal', async () => {
    const callback = await signIn(ADMIN);
    expect(callback.href).toContain(`${redirectUri('oidc')}?`);
    expect(callback.searchParams.get('state')).toBe('a state');
    // RFC 9207: the issuer, not the origin of the login pages.
    expect(callback.searchParams.get('iss')).toBe(provider.issuer);

    const { status, body } = await exchange(callback);
    expect(status).toBe(200);
    const { payload } = await verify(body.access_token);
    expect([payload.aud].flat()).toContain('kube');
    expect(payload).toMatchObject({
      email: ADMIN.email,
      email_verified: true,
      groups: ADMIN.groups,
      preferred_username: ADMIN.username,
      name: 'Ada Admin',
    });
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({
      iss: provider.issuer,
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
      const callback = await signIn(DEV, { redirect_uri: redirectUri(id) });
      const { status } = await postToken({
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
    const response = await get(authorizationUrl({ redirect_uri: redirect }), {
      accept: 'text/html',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(response.headers.get('location')).toBeNull();
  });

  it('shows the login page with an error after a wrong password', async () => {
    const page = await logIn({ ...ADMIN, password: 'wrong' });
    expect(page.url).toContain(provider.loginUrl);
    expect(page.text).toMatch(/wrong|Invalid username or password/);
  });

  it('allows a second person to sign in, in a browser where the first has a session', async () => {
    const session = new HttpSession();
    await signIn(ADMIN, {}, session);
    const callback = await signIn(DEV, { prompt: 'login' }, session);
    const { body } = await exchange(callback);
    expect(decodeJwt(body.access_token ?? '').email).toBe(DEV.email);
  });

  it('signs in without a login page when the browser has a session', async () => {
    const session = new HttpSession();
    await signIn(ADMIN, {}, session);
    const callback = await signIn(
      { username: 'unused', password: 'unused' },
      {},
      session,
    );
    const { body } = await exchange(callback);
    expect(decodeJwt(body.access_token ?? '').email).toBe(ADMIN.email);
  });

  it('rotates refresh tokens and rejects the old one', async () => {
    const { body: first } = await exchange(await signIn(ADMIN));
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const { payload } = await verify(second.body.access_token);
    expect(payload).toMatchObject({
      email: ADMIN.email,
      groups: ADMIN.groups,
    });

    const replayed = await refresh(first.refresh_token);
    expect(replayed.status).toBe(400);
    expect(replayed.body.error).toBe('invalid_grant');
  });

  it('returns the user of a token from the userinfo endpoint', async () => {
    const { body } = await exchange(await signIn(DEV));
    const response = await get(metadata.userinfo_endpoint, {
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
    const { body } = await exchange(await signIn(DEV));
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
      const response = await get(metadata.userinfo_endpoint, {
        authorization: `Bearer ${token}`,
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch('invalid_token');
    }
  });

  it('writes settings that only the owner can read', () => {
    const settings = statSync(join(folder, kind, 'settings.json'));
    expect(settings.mode.toString(8)).toMatch(/600$/);
  });

  it('closes all ports when it stops, and keeps its signing key for the next start', async () => {
    const { body } = await passwordGrant(DEV);
    await provider.stop();
    for (const port of Object.values(chosen.ports)) {
      expect(await isListening(port)).toBe(false);
    }
    provider = await start();
    const { payload } = await verify(body.access_token);
    expect(payload.email).toBe(DEV.email);
    expect((await passwordGrant(ADMIN)).status).toBe(200);
  });

  function refresh(token: string | undefined) {
    return postToken(
      { grant_type: 'refresh_token', refresh_token: token ?? '' },
      { authorization: basicAuth() },
    );
  }

  /** Verifies a token with the published keys, as the API server does. */
  async function verify(token: string | undefined) {
    const response = await get(metadata.jwks_uri);
    const keys = (await response.json()) as JSONWebKeySet;
    return jwtVerify(token ?? '', createLocalJWKSet(keys), {
      issuer: provider.issuer,
      audience: 'kube',
    });
  }
});

function redirectUri(providerId: string) {
  return `${PORTAL}/api/auth/${providerId}/handler/frame`;
}

/** RFC 6749, section 2.3.1: both parts are form-encoded first. */
function basicAuth() {
  const pair = [CLIENT.clientId, CLIENT.clientSecret]
    .map(encodeURIComponent)
    .join(':');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function pick({ username, password }: typeof DEV) {
  return { username, password };
}

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
