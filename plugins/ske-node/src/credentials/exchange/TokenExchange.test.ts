import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { TokenExchangeConfig } from '../../config';
import { AccessToken } from '../AccessToken';
import { UserIdentity } from '../PlatformIdentity';
import { unsignedJwt } from '../__testUtils__/unsignedJwt';
import { TokenExchange } from './TokenExchange';

/** Only the clock is controlled: the requests are real. */
const notClocks: Array<
  | 'setTimeout'
  | 'clearTimeout'
  | 'setInterval'
  | 'clearInterval'
  | 'setImmediate'
  | 'clearImmediate'
  | 'nextTick'
  | 'queueMicrotask'
  | 'performance'
> = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'nextTick',
  'queueMicrotask',
  'performance',
];

const START = new Date('2026-11-29T10:00:00Z');

const secondsAfterStart = (seconds: number) => START.getTime() / 1000 + seconds;

const subjectOf = (user: string, exp = secondsAfterStart(3600)) =>
  unsignedJwt({ sub: user, aud: 'portal', exp });

function identityOf(user: string, text = subjectOf(user)): UserIdentity {
  return new UserIdentity({
    userEntityRef: `user:default/${user}`,
    token: AccessToken.parse(text, new Date()),
  });
}

interface Answer {
  status: number;
  body: object | string;
}

describe('TokenExchange', () => {
  let server: Server;
  let url: string;
  /** The requests of the token endpoint. */
  let requests: Array<{ authorization?: string; form: Record<string, string> }>;
  let answer: (form: Record<string, string>) => Answer | Promise<Answer>;

  const exchanged = (user: string, seconds = 300) =>
    unsignedJwt({ sub: user, aud: 'kube-b', exp: secondsAfterStart(seconds) });

  /** The provider issues a token of the same subject for the audience of the request. */
  const issue = (form: Record<string, string>, more = {}): Answer => {
    const { sub } = JSON.parse(
      Buffer.from(form.subject_token.split('.')[1], 'base64url').toString(),
    );
    return {
      status: 200,
      body: {
        access_token: exchanged(sub),
        token_type: 'Bearer',
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        expires_in: 300,
        ...more,
      },
    };
  };

  beforeEach(async () => {
    jest.useFakeTimers({ now: START, doNotFake: notClocks });
    requests = [];
    answer = issue;
    server = createServer(async (request, response) => {
      if (request.url === '/.well-known/openid-configuration') {
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ issuer: url, token_endpoint: `${url}/token` }),
        );
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const form = Object.fromEntries(
        new URLSearchParams(Buffer.concat(chunks).toString()),
      );
      requests.push({ authorization: request.headers.authorization, form });
      const { status, body } = await answer(form);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    jest.useRealTimers();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const configured = (
    more: Partial<TokenExchangeConfig> = {},
  ): TokenExchangeConfig => ({
    path: 'clusters[0].tokenExchange',
    providerId: 'keycloak',
    metadataUrl: `${url}/.well-known/openid-configuration`,
    client: {
      id: 'portal',
      secret: 'se:cret',
      authMethod: 'client_secret_basic',
    },
    target: { audience: 'kube-b' },
    subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
    ...more,
  });

  async function refusal(call: Promise<unknown>): Promise<SkeError> {
    const error = await call.then(
      () => undefined,
      thrown => thrown,
    );
    if (!SkeError.is(error)) {
      throw new Error(`no SkeError but ${error}`);
    }
    // S7: neither a token nor the secret of the client is in an error.
    const text = inspect(error, { depth: 10 });
    expect(text).not.toContain(subjectOf('jane').split('.')[1]);
    expect(text).not.toContain('se:cret');
    return error;
  }

  it('S19: sends the user’s token and the target, and returns the exchanged token', async () => {
    const exchange = new TokenExchange(
      configured({
        target: { audience: 'kube-b', resource: 'urn:b', scope: 'openid' },
      }),
    );

    const identity = await exchange.identityFor(identityOf('jane'));

    expect(requests).toEqual([
      {
        authorization: `Basic ${Buffer.from('portal:se%3Acret').toString('base64')}`,
        form: {
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          subject_token: subjectOf('jane'),
          subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
          requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
          audience: 'kube-b',
          resource: 'urn:b',
          scope: 'openid',
        },
      },
    ]);
    expect(await identity.authorization()).toBe(`Bearer ${exchanged('jane')}`);
    expect(identity.userEntityRef).toBe('user:default/jane');
    expect(inspect(identity)).not.toContain(exchanged('jane'));
    expect(JSON.stringify(identity)).not.toContain(exchanged('jane'));
  });

  it('sends the client’s credentials in the body with client_secret_post', async () => {
    const exchange = new TokenExchange(
      configured({
        client: {
          id: 'portal',
          secret: 'se:cret',
          authMethod: 'client_secret_post',
        },
      }),
    );

    await exchange.identityFor(identityOf('jane'));

    expect(requests).toEqual([
      {
        authorization: undefined,
        form: expect.objectContaining({
          client_id: 'portal',
          client_secret: 'se:cret',
        }),
      },
    ]);
  });

  it('S19: exchanges once for concurrent requests, and again after a minute', async () => {
    const exchange = new TokenExchange(configured());
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    answer = async form => {
      await held;
      return issue(form);
    };

    const both = [
      exchange.identityFor(identityOf('jane')),
      exchange.identityFor(identityOf('jane')),
    ];
    release();
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    jest.advanceTimersByTime(59_000);
    expect(await exchange.identityFor(identityOf('jane'))).toBe(one);
    expect(requests).toHaveLength(1);

    jest.advanceTimersByTime(2_000);
    await exchange.identityFor(identityOf('jane'));
    expect(requests).toHaveLength(2);
  });

  it('S19: gives no user the token of another one', async () => {
    const exchange = new TokenExchange(configured());

    const [jane, joe] = await Promise.all([
      exchange.identityFor(identityOf('jane')),
      exchange.identityFor(identityOf('joe')),
    ]);

    expect(await jane.authorization()).toBe(`Bearer ${exchanged('jane')}`);
    expect(await joe.authorization()).toBe(`Bearer ${exchanged('joe')}`);
    // The same token under another name in the portal is another entry.
    const third = identityOf('third', subjectOf('jane'));
    expect((await exchange.identityFor(third)).userEntityRef).toBe(
      'user:default/third',
    );
    expect(requests).toHaveLength(3);
  });

  it('caches no token for longer than half of its life', async () => {
    const exchange = new TokenExchange(configured());
    answer = form => issue(form, { access_token: exchanged('jane', 30) });

    await exchange.identityFor(identityOf('jane'));
    jest.advanceTimersByTime(16_000);
    await exchange.identityFor(identityOf('jane'));

    expect(requests).toHaveLength(2);
  });

  it.each([
    ['the exchanged token', 3600, 300, 300],
    ['the token of the user', 200, 300, 200],
  ])(
    'S26: ends with %s when that expires first',
    async (_, subjectSeconds, seconds, expected) => {
      const exchange = new TokenExchange(configured());
      answer = form =>
        issue(form, {
          access_token: exchanged('jane', seconds),
          expires_in: seconds,
        });
      const source = identityOf(
        'jane',
        subjectOf('jane', secondsAfterStart(subjectSeconds)),
      );

      const { expiresAtMs } = await exchange.identityFor(source);

      expect(expiresAtMs).toBe(secondsAfterStart(expected) * 1000);
    },
  );

  it('takes the expiry of an opaque token from the response', async () => {
    const exchange = new TokenExchange(configured());
    answer = form => issue(form, { access_token: 'opaque', expires_in: 60 });

    const { expiresAtMs } = await exchange.identityFor(identityOf('jane'));

    expect(expiresAtMs).toBe(secondsAfterStart(60) * 1000);
  });

  it('asks the provider nothing for a token that has expired', async () => {
    const source = identityOf('jane');
    jest.advanceTimersByTime(3_600_000);

    const error = await refusal(
      new TokenExchange(configured()).identityFor(source),
    );

    expect(error.code).toBe('session-ended');
    expect(requests).toEqual([]);
  });

  it.each([
    ['invalid_grant', 400, 'session-ended', 'sign in again'],
    ['invalid_target', 400, 'identity-rejected', 'audience (kube-b)'],
    ['invalid_scope', 400, 'identity-rejected', 'audience (kube-b)'],
    ['invalid_request', 400, 'identity-rejected', 'sign in again'],
    ['unauthorized_client', 400, 'identity-rejected', 'must allow the client'],
    ['access_denied', 403, 'identity-rejected', 'must allow the client'],
    ['invalid_client', 400, 'identity-rejected', 'audience (kube-b)'],
    ['invalid_client', 401, 'idp-unavailable', 'clientSecret'],
    ['unauthorized_client', 401, 'idp-unavailable', 'clientSecret'],
    ['temporarily_unavailable', 503, 'idp-unavailable', 'Try again'],
    ['slow_down', 429, 'idp-unavailable', 'Try again'],
    ['server_error', 500, 'idp-unavailable', 'Try again'],
  ])(
    'S1: throws an error for %s with status %i, and does not use the user’s own token',
    async (code, status, expected, hint) => {
      const exchange = new TokenExchange(configured());
      answer = () => ({ status, body: { error: code } });

      const error = await refusal(exchange.identityFor(identityOf('jane')));

      expect(error.code).toBe(expected);
      expect(error.hint).toContain(hint);
    },
  );

  it.each<[string, object | string, string]>([
    [
      'the same token',
      { access_token: subjectOf('jane') },
      'identity-rejected',
    ],
    [
      'a refresh token',
      { issued_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
      'identity-rejected',
    ],
    ['no token', { access_token: undefined }, 'idp-unavailable'],
    ['a login page', '<html>Log in</html>', 'idp-unavailable'],
    [
      'a token that cannot be in a header',
      { access_token: 'a\nb' },
      'no-credentials',
    ],
    [
      'an expired token',
      {
        access_token: unsignedJwt({ sub: 'jane', exp: secondsAfterStart(-1) }),
      },
      'session-ended',
    ],
  ])('S1: throws an error when the response has %s', async (_, body, code) => {
    const exchange = new TokenExchange(configured());
    answer = form =>
      typeof body === 'string' ? { status: 200, body } : issue(form, body);

    const error = await refusal(exchange.identityFor(identityOf('jane')));

    expect(error.code).toBe(code);
  });

  it('throws idp-unavailable when the provider is down, and recovers with it', async () => {
    const exchange = new TokenExchange(configured());
    const { port } = server.address() as AddressInfo;
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));

    const error = await refusal(exchange.identityFor(identityOf('jane')));
    expect(error).toMatchObject({ code: 'idp-unavailable', status: 503 });

    await new Promise<void>(resolve =>
      server.listen(port, '127.0.0.1', resolve),
    );
    await expect(
      exchange.identityFor(identityOf('jane')),
    ).resolves.toBeDefined();
  });

  it('S6: compares the name in the exchanged token too', async () => {
    const exchange = new TokenExchange(configured(), { userNameClaim: 'sub' });
    answer = form => issue(form, { access_token: exchanged('eve') });

    const error = await refusal(exchange.identityFor(identityOf('jane')));

    expect(error.code).toBe('identity-mismatch');
  });

  describe('with a session', () => {
    /** A session whose next token is `next`. */
    const withSession = (next: UserIdentity, onEnd = jest.fn()) =>
      new UserIdentity({
        userEntityRef: 'user:default/jane',
        token: AccessToken.parse(subjectOf('jane'), new Date()),
        session: {
          renew: async () => next,
          renewRejected: async () => next,
          onEnd,
        },
      });

    it('S26: exchanges each next token of the session', async () => {
      const next = identityOf(
        'jane',
        subjectOf('jane', secondsAfterStart(7200)),
      );
      const exchange = new TokenExchange(configured());
      const identity = await exchange.identityFor(withSession(next));

      expect(identity.isRenewable).toBe(true);
      const renewed = await identity.renew();
      const afterRejection = await identity.renewRejected();

      expect(requests.map(({ form }) => form.subject_token)).toEqual([
        subjectOf('jane'),
        subjectOf('jane', secondsAfterStart(7200)),
      ]);
      for (const each of [renewed, afterRejection]) {
        expect(await each?.authorization()).toBe(`Bearer ${exchanged('jane')}`);
      }
    });

    it('S16: ends with the session', async () => {
      const onEnd = jest.fn(() => () => {});
      const listener = jest.fn();
      const source = withSession(identityOf('jane'), onEnd);
      const identity = await new TokenExchange(configured()).identityFor(
        source,
      );

      identity.onSessionEnd(listener);

      expect(onEnd).toHaveBeenCalledWith(listener);
    });
  });
});
