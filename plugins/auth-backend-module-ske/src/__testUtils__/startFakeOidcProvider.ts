import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The claims of the one user that a {@link FakeOidcProvider} signs in, without a login page. */
export interface FakeUser {
  sub: string;
  email?: string;
  email_verified?: boolean;
  preferred_username?: string;
  name?: string;
}

/** An OIDC provider for unit tests: real HTTP, real signatures, no login page. */
export interface FakeOidcProvider {
  url: string;
  metadataUrl: string;
  /** Access tokens, in the order in which they were issued. */
  accessTokens: string[];
  /** ID tokens, in the order in which they were issued. */
  idTokens: string[];
  /** The parameters of each request that exchanges a code. */
  codeRequests: URLSearchParams[];
  /** The parameters of each call of the authorization endpoint. */
  authorizationRequests: URLSearchParams[];
  /** The refresh tokens that were sent, one entry for each refresh request. */
  refreshRequests: string[];
  /** The refresh tokens that were revoked. */
  revoked: string[];
  /** Signs a token of this provider, for example a logout token. */
  sign(
    claims: Record<string, unknown>,
    options?: { typ?: string; withoutKeyId?: boolean },
  ): Promise<string>;
  /** Makes the userinfo endpoint reject all access tokens, as after the user was disabled. */
  rejectProfiles(): void;
  /** Makes the userinfo endpoint reject the access tokens that it has issued so far. */
  expireAccessTokens(): void;
  /** Makes the userinfo endpoint respond with status 500. */
  failProfiles(): void;
  /** Makes the userinfo endpoint respond again. */
  repairProfiles(): void;
  /** Signs with a new key from now on. By default the old key disappears from the published keys. */
  rotateKey(options?: { keepsOldKey: boolean }): Promise<void>;
  /** Leaves the access token out of the responses to refreshes, or adds it again. */
  omitAccessTokens(isOmitted: boolean): void;
  /** Makes the endpoint of the keys respond with status 500, or again with the keys. */
  failKeys(isFailing: boolean): void;
  /** Ends all sessions: no refresh token is valid any more. */
  endSessions(): void;
  stop(): Promise<void>;
}

export const FAKE_CLIENT = {
  clientId: 'backstage',
  clientSecret: 'not-secret',
};

/** Starts a {@link FakeOidcProvider}. With `port` it can replace a provider that was stopped. */
export async function startFakeOidcProvider(options: {
  user: FakeUser;
  port?: number;
  /** Puts the user's claims into the ID token, and rejects access tokens at the userinfo endpoint. */
  profileInIdToken?: boolean;
  /** How long tokens live. Default: 300. */
  lifetimeSeconds?: number;
  /** Whether a refresh returns a new ID token. Default: true. */
  renewsIdToken?: boolean;
  /** The `nonce` of ID tokens, in place of the nonce of the sign-in. */
  nonce?: string;
  /** Further parameters of the redirect back to the portal. */
  redirectParameters?: Record<string, string>;
  /** Replaces fields of the discovery document. */
  metadata?: Record<string, string | boolean | undefined>;
}): Promise<FakeOidcProvider> {
  const { user, port = 0, profileInIdToken = false, metadata } = options;
  const { lifetimeSeconds = 300, renewsIdToken = true } = options;
  const createKey = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256' };
    return { kid, privateKey, jwk };
  };
  let key = await createKey('one');
  let published = [key.jwk];
  let keysStatus = 200;
  const accessTokens: string[] = [];
  const idTokens: string[] = [];
  const codeRequests: URLSearchParams[] = [];
  const authorizationRequests: URLSearchParams[] = [];
  const nonces = new Map<string, string>();
  const refreshTokens = new Set<string>();
  const refreshRequests: string[] = [];
  const revoked: string[] = [];
  let profileStatus = profileInIdToken ? 401 : 200;
  let liveFrom = 0;
  let omitsAccessTokens = false;

  const sign = (
    claims: Record<string, unknown>,
    audience: string,
    { typ, withoutKeyId }: { typ?: string; withoutKeyId?: boolean } = {},
  ) =>
    new SignJWT({
      jti: randomUUID(),
      iss: url(),
      sub: user.sub,
      aud: audience,
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + lifetimeSeconds,
      ...claims,
    })
      .setProtectedHeader({
        alg: 'RS256',
        ...(!withoutKeyId && { kid: key.kid }),
        ...(typ && { typ }),
      })
      .sign(key.privateKey);

  const signIdToken = async (nonce: string | undefined) => {
    const idToken = await sign(
      {
        sid: `sid-of-${user.sub}`,
        ...(profileInIdToken && user),
        ...(nonce && { nonce }),
      },
      FAKE_CLIENT.clientId,
    );
    idTokens.push(idToken);
    return idToken;
  };

  const grantTokens = async (nonce: string | undefined, isRefresh = false) => {
    const accessToken = await sign({ ...user }, 'kube');
    accessTokens.push(accessToken);
    const refreshToken = randomUUID();
    refreshTokens.add(refreshToken);
    return {
      ...(!(isRefresh && omitsAccessTokens) && { access_token: accessToken }),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      refresh_token: refreshToken,
      ...((renewsIdToken || !isRefresh) && {
        id_token: await signIdToken(nonce),
      }),
    };
  };

  const routes: Record<
    string,
    (req: IncomingMessage, res: ServerResponse) => Promise<void> | void
  > = {
    '/.well-known/openid-configuration': (_req, res) =>
      sendJson(res, 200, {
        issuer: url(),
        authorization_endpoint: `${url()}/authorize`,
        token_endpoint: `${url()}/token`,
        userinfo_endpoint: `${url()}/userinfo`,
        revocation_endpoint: `${url()}/revoke`,
        end_session_endpoint: `${url()}/logout`,
        jwks_uri: `${url()}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        ...metadata,
      }),
    '/jwks': (_req, res) =>
      sendJson(res, keysStatus, keysStatus === 200 ? { keys: published } : {}),
    '/authorize': (req, res) => {
      const query = new URL(req.url ?? '', url()).searchParams;
      authorizationRequests.push(query);
      const code = randomUUID();
      nonces.set(code, options.nonce ?? query.get('nonce') ?? '');
      const redirect = new URL(query.get('redirect_uri') ?? '');
      redirect.searchParams.set('code', code);
      redirect.searchParams.set('state', query.get('state') ?? '');
      for (const [name, value] of Object.entries(
        options.redirectParameters ?? {},
      )) {
        redirect.searchParams.set(name, value);
      }
      res.writeHead(302, { location: redirect.href }).end();
    },
    '/token': async (req, res) => {
      const form = new URLSearchParams(await readBody(req));
      if (form.get('grant_type') === 'refresh_token') {
        const refreshToken = form.get('refresh_token') ?? '';
        refreshRequests.push(refreshToken);
        // Rotation: a second request with the same refresh token ends the session.
        if (!refreshTokens.delete(refreshToken)) {
          refreshTokens.clear();
          sendJson(res, 400, {
            error: 'invalid_grant',
            error_description: 'the refresh token was used before',
          });
          return;
        }
        sendJson(res, 200, await grantTokens(undefined, true));
        return;
      }
      codeRequests.push(form);
      const code = form.get('code') ?? '';
      const nonce = nonces.get(code);
      if (nonce === undefined || !nonces.delete(code)) {
        sendJson(res, 400, { error: 'invalid_grant' });
        return;
      }
      sendJson(res, 200, await grantTokens(nonce));
    },
    '/revoke': async (req, res) => {
      const form = new URLSearchParams(await readBody(req));
      revoked.push(form.get('token') ?? '');
      sendJson(res, 200, {});
    },
    '/userinfo': (req, res) => {
      const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
      const isLive = accessTokens.indexOf(token) >= liveFrom;
      const status = isLive ? profileStatus : 401;
      if (status === 401) {
        res.setHeader('www-authenticate', 'Bearer error="invalid_token"');
      }
      sendJson(res, status, status === 200 ? user : { error: 'invalid_token' });
    },
  };

  const server = createServer(async (req, res) => {
    const route = routes[new URL(req.url ?? '', url()).pathname];
    if (route) {
      await route(req, res);
    } else {
      sendJson(res, 404, { error: 'not_found' });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const boundPort = (server.address() as AddressInfo).port;

  function url() {
    return `http://127.0.0.1:${boundPort}`;
  }

  return {
    url: url(),
    metadataUrl: `${url()}/.well-known/openid-configuration`,
    accessTokens,
    idTokens,
    codeRequests,
    authorizationRequests,
    refreshRequests,
    revoked,
    sign: (claims, header) => sign(claims, FAKE_CLIENT.clientId, header),
    expireAccessTokens: () => {
      liveFrom = accessTokens.length;
    },
    rejectProfiles: () => {
      profileStatus = 401;
    },
    failProfiles: () => {
      profileStatus = 500;
    },
    repairProfiles: () => {
      profileStatus = 200;
    },
    rotateKey: async ({ keepsOldKey } = { keepsOldKey: false }) => {
      key = await createKey('two');
      published = [...(keepsOldKey ? published : []), key.jwk];
    },
    omitAccessTokens: isOmitted => {
      omitsAccessTokens = isOmitted;
    },
    failKeys: isFailing => {
      keysStatus = isFailing ? 500 : 200;
    },
    endSessions: () => refreshTokens.clear(),
    stop: () =>
      new Promise((resolve, reject) => {
        if (!server.listening) {
          resolve();
          return;
        }
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
