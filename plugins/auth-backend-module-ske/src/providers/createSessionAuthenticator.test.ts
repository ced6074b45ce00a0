import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  FAKE_CLIENT,
  startFakeOidcProvider,
  type FakeOidcProvider,
} from '../__testUtils__';
import type { KeptIdTokens, SharedRefreshes } from '../refreshes';
import type { SessionProvider, Sessions } from '../sessions';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { createSessionAuthenticator } from './createSessionAuthenticator';
import { RefreshFailures } from './RefreshFailures';
import { SignInRecords } from './SignInRecords';

const cleanUps: Array<() => unknown> = [];

afterEach(async () => {
  for (const stop of cleanUps.splice(0).reverse()) {
    await stop();
  }
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => server.closeAllConnections());
  cleanUps.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The provider of sessions whose endpoint `name` is the given server. */
async function sessionProvider(
  name: 'token_endpoint' | 'jwks_uri',
  handler: RequestListener,
  limits: { leaseMs?: number; exchangeMs?: number } = {},
): Promise<{ provider: SessionProvider; idp: FakeOidcProvider }> {
  const idp = await startFakeOidcProvider({
    user: { sub: '1' },
    metadata: { [name]: await listen(handler) },
  });
  cleanUps.push(() => idp.stop());
  const authenticator = createOidcAuthenticator({
    providerId: 'okta',
    logger: mockServices.logger.mock(),
    refreshes: {} as SharedRefreshes,
    idTokens: {} as KeptIdTokens,
    failures: new RefreshFailures(),
    tokenKinds: { default: 'access', platform: 'access', needed: ['access'] },
  });
  const registered: SessionProvider[] = [];
  createSessionAuthenticator({
    providerId: 'okta',
    authenticator: {
      ...authenticator,
      initialize: input => ({ ...authenticator.initialize(input), ...limits }),
    },
    sessions: {
      register: each => registered.push(each),
    } as Partial<Sessions> as Sessions,
    records: new SignInRecords(),
    logoutRedirectUrl: undefined,
  }).initialize({
    callbackUrl: 'http://localhost:7007/api/auth/okta/handler/frame',
    config: new ConfigReader({ ...FAKE_CLIENT, metadataUrl: idp.metadataUrl }),
  });
  return { provider: registered[0], idp };
}

const stall: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{');
};

describe('the provider of sessions', () => {
  it.each<[string, string]>([
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['an error with status 200', '{"error":"temporarily_unavailable"}'],
    ['an access token that is null', '{"access_token":null}'],
    ['an empty access token', '{"access_token":""}'],
    ['an access token that is not a text', '{"access_token":{"a":1}}'],
    ['a page', '<html>Log in</html>'],
    ['a text that was cut off', '{"access_token":"abc'],
    ['nothing', ''],
  ])(
    'S15: does not accept %s as the response to a refresh',
    async (_, body) => {
      const { provider } = await sessionProvider(
        'token_endpoint',
        (_request, response) => response.end(body),
      );

      await expect(provider.exchange('R0')).rejects.not.toMatchObject({
        error: 'invalid_grant',
      });
    },
  );

  it('S15: treats fields of a response that are null or empty as absent', async () => {
    const { provider } = await sessionProvider(
      'token_endpoint',
      (_request, response) =>
        response.end(
          '{"access_token":"a","id_token":null,"refresh_token":"","expires_in":60}',
        ),
    );

    expect(await provider.exchange('R0')).toEqual({
      access_token: 'a',
      expires_at: expect.any(Number),
    });
  });

  it.each(['"soon"', 'null', '""'])(
    'S15: does not know the expiry if the provider states it as %s',
    async expiresIn => {
      const { provider } = await sessionProvider(
        'token_endpoint',
        (_request, response) =>
          response.end(`{"access_token":"a","expires_in":${expiresIn}}`),
      );

      expect(await provider.exchange('R0')).toEqual({ access_token: 'a' });
    },
  );

  it.each(['', '"access_token":null,', '"access_token":{"a":1},'])(
    'S15: returns a new refresh token even without an access token (%s)',
    async accessToken => {
      const { provider } = await sessionProvider(
        'token_endpoint',
        (_request, response) =>
          response.end(`{${accessToken}"refresh_token":"R1"}`),
      );

      expect(await provider.exchange('R0')).toEqual({ refresh_token: 'R1' });
    },
  );

  it('S14: waits longer than a lease for the response with the new refresh token', async () => {
    const { provider } = await sessionProvider(
      'token_endpoint',
      (_request, response) => {
        response.write('{"access_token":"a",');
        setTimeout(() => response.end('"refresh_token":"R1"}'), 100);
      },
      { leaseMs: 20 },
    );

    expect(await provider.exchange('R0')).toMatchObject({
      refresh_token: 'R1',
    });
  });

  it('S14: ends a refresh request whose response stalls', async () => {
    const { provider } = await sessionProvider('token_endpoint', stall, {
      exchangeMs: 300,
    });

    await expect(provider.exchange('R0')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'the provider did not complete its response within 0.3 s',
    });
  });

  it('S14: ends a verification if the response with the keys stalls', async () => {
    const { provider, idp } = await sessionProvider('jwks_uri', stall, {
      leaseMs: 300,
    });
    const response = { access_token: 'a', id_token: await idp.sign({}) };

    await expect(provider.verify(response)).rejects.toThrow(
      'did not complete its response',
    );
  });
});
