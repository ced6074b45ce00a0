import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { PlatformConfig } from '../config';
import { createIdentityResolver } from './IdentityResolver';
import type { UserIdentity } from './identity/PlatformIdentity';
import { createSessionTokens } from './SessionTokens';
import { UnsecuredJWT } from 'jose';

const userEntityRef = 'user:default/jane';
const platform: PlatformConfig = {
  name: 'platform',
  url: 'https://127.0.0.1:6443',
  tls: { skipVerify: false },
  identity: { mode: 'user', oidcTokenProvider: 'okta', authMode: 'auto' },
};

describe('createSessionTokens, in mode auto', () => {
  let server: Server;
  let answer: { status: number; body: object };
  let url: string | undefined;

  beforeEach(async () => {
    server = createServer((req, res) => {
      ({ url } = req);
      res.writeHead(answer.status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function authorizationOf(of = platform): Promise<string> {
    const discovery = mockServices.discovery.mock();
    const { port } = server.address() as AddressInfo;
    discovery.getBaseUrl.mockResolvedValue(`http://127.0.0.1:${port}`);
    const resolve = createIdentityResolver(of, {
      sessionTokens: createSessionTokens({
        auth: mockServices.auth(),
        discovery,
      }),
    });
    const identity = await resolve({
      credentials: mockCredentials.user(userEntityRef),
      backstageToken: new UnsecuredJWT({
        sub: userEntityRef,
        tok: 'the-tok',
      }).encode(),
    });
    return (identity as UserIdentity).authorization();
  }

  const error = { code: 'no-credentials', message: 'No token.' };

  it('asks for the session with one of the providers of the cluster', async () => {
    answer = { status: 200, body: { accessToken: 'of-the-session' } };
    const identity = {
      mode: 'user' as const,
      oidcTokenProvider: 'okta',
      furtherTokenProviders: ['partner', 'other'],
      authMode: 'session' as const,
    };

    expect(await authorizationOf({ ...platform, identity })).toBe(
      'Bearer of-the-session',
    );
    expect(url).toBe(
      '/.ske/token?provider=okta&furtherProvider=partner&furtherProvider=other',
    );
  });

  it('uses the claim tok of a user without a session', async () => {
    answer = { status: 401, body: { error } };

    expect(await authorizationOf()).toBe('Bearer the-tok');
  });

  it.each([
    [
      'the session has no token of the kind',
      { status: 401, body: { error: { ...error, hasSession: true } } },
    ],
    [
      'the auth backend rejects the Backstage token',
      { status: 401, body: { error: { name: 'AuthenticationError' } } },
    ],
  ])('S3: does not use the claim tok when %s', async (_, rejection) => {
    answer = rejection;

    await expect(authorizationOf()).rejects.toMatchObject({
      code: 'no-credentials',
    });
  });
});
