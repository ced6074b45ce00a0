import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { Agent, fetch as undiciFetch } from 'undici';
import {
  CertificateAuthority,
  type CertificateFiles,
} from '../../certs/CertificateAuthority';
import type { OidcProviderKind } from '../../endpoints/Endpoints';
import { choosePorts, type ChosenPorts } from '../../ports/choosePorts';
import { HttpSession } from '../../portalUser/HttpSession';
import { submitLoginForm } from '../../portalUser/submitForm';
import { removeFolder } from '../../stateFolder/removeFolder';
import { startOidcProvider, type OidcProvider } from '../startOidcProvider';

export const PORTAL = 'http://localhost:7999';
export const CLIENT = {
  clientId: 'backstage-client',
  clientSecret: 'portal & secret',
};
export const ACCESS_TOKEN_TTL_SECONDS = 120;
export const ADMIN = {
  username: 'user-admin',
  password: 'admin <&> password',
  email: 'user-admin@example.com',
  groups: ['kube-admin'],
  displayName: 'Ada Admin',
};
export const DEV = {
  username: 'user-dev',
  password: 'dev-password',
  email: 'user-dev@example.com',
  groups: ['kube-dev', 'team-a'],
};
const KUBE = { clientId: 'kube' };

type PortName = 'https' | 'login' | 'internal';

interface Person {
  username: string;
  password: string;
}

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

export function redirectUri(providerId: string) {
  return `${PORTAL}/api/auth/${providerId}/handler/frame`;
}

/** RFC 6749, section 2.3.1: both parts are form-encoded first. */
export function basicAuth() {
  const pair = [CLIENT.clientId, CLIENT.clientSecret]
    .map(encodeURIComponent)
    .join(':');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Runs an OIDC provider during the tests of a file, and acts as its browsers and clients. */
export function useOidcProvider(kind: OidcProviderKind) {
  let folder: string;
  let tls: CertificateFiles;
  let chosen: ChosenPorts<PortName>;
  let trust: Agent;
  let provider: OidcProvider;
  let metadata: Record<string, string>;

  const start = () =>
    startOidcProvider({
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
    user: Person,
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

  return {
    get folder() {
      return folder;
    },
    get ports() {
      return chosen.ports;
    },
    /** The started provider. */
    get current() {
      return provider;
    },
    /** The discovery document. */
    get metadata() {
      return metadata;
    },
    stop: () => provider.stop(),
    startAgain: async () => {
      provider = await start();
    },
    get,
    postToken,
    passwordGrant: ({ username, password }: Person) =>
      postToken({
        grant_type: 'password',
        client_id: KUBE.clientId,
        username,
        password,
        scope: 'openid profile email',
      }),
    authorizationUrl,
    logIn,
    /** Signs in and returns the redirect to the portal. */
    signIn: async (...options: Parameters<typeof logIn>) => {
      const { url } = await logIn(...options);
      expect(url).toContain(PORTAL);
      return new URL(url);
    },
    /** Requests the tokens for the code of a redirect. */
    exchange: (callback: URL) =>
      postToken(
        {
          grant_type: 'authorization_code',
          code: callback.searchParams.get('code') ?? '',
          redirect_uri: redirectUri('oidc'),
        },
        { authorization: basicAuth() },
      ),
    refresh: (token: string | undefined) =>
      postToken(
        { grant_type: 'refresh_token', refresh_token: token ?? '' },
        { authorization: basicAuth() },
      ),
    /** Verifies a token with the published keys, as the API server does. */
    verify: async (token: string | undefined) => {
      const response = await get(metadata.jwks_uri);
      const keys = (await response.json()) as JSONWebKeySet;
      return jwtVerify(token ?? '', createLocalJWKSet(keys), {
        issuer: provider.issuer,
        audience: 'kube',
      });
    },
  };
}
