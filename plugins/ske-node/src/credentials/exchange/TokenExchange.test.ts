import { inspect } from 'node:util';
import { AccessToken } from '../identity/AccessToken';
import { UserIdentity } from '../identity/PlatformIdentity';
import {
  exchanged,
  identityOf,
  issue,
  secondsAfterStart,
  subjectOf,
  useTokenEndpoint,
} from './__testUtils__/useTokenEndpoint';
import { TokenExchange } from './TokenExchange';

describe('TokenExchange', () => {
  const endpoint = useTokenEndpoint();

  it('S19: sends the user’s token and the target, and returns the exchanged token', async () => {
    const exchange = new TokenExchange(
      endpoint.configured({
        target: { audience: 'kube-b', resource: 'urn:b', scope: 'openid' },
      }),
    );

    const identity = await exchange.identityFor(identityOf('jane'));

    expect(endpoint.requests).toEqual([
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

  it('requests the configured type, and accepts a JWT whose token_type is not Bearer', async () => {
    const jwt = 'urn:ietf:params:oauth:token-type:jwt';
    const exchange = new TokenExchange(
      endpoint.configured({ requestedTokenType: jwt }),
    );
    // The response of the Pinniped Supervisor.
    endpoint.answer = form =>
      issue(form, { issued_token_type: jwt, token_type: 'N_A' });

    const identity = await exchange.identityFor(identityOf('jane'));

    expect(endpoint.requests[0].form.requested_token_type).toBe(jwt);
    expect(await identity.authorization()).toBe(`Bearer ${exchanged('jane')}`);
  });

  it('sends the client’s credentials in the body with client_secret_post', async () => {
    const exchange = new TokenExchange(
      endpoint.configured({
        client: {
          id: 'portal',
          secret: 'se:cret',
          authMethod: 'client_secret_post',
        },
      }),
    );

    await exchange.identityFor(identityOf('jane'));

    expect(endpoint.requests).toEqual([
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
    const exchange = new TokenExchange(endpoint.configured());
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    endpoint.answer = async form => {
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
    expect(endpoint.requests).toHaveLength(1);

    jest.advanceTimersByTime(2_000);
    await exchange.identityFor(identityOf('jane'));
    expect(endpoint.requests).toHaveLength(2);
  });

  it('S19: gives no user the token of another user', async () => {
    const exchange = new TokenExchange(endpoint.configured());

    const [jane, joe] = await Promise.all([
      exchange.identityFor(identityOf('jane')),
      exchange.identityFor(identityOf('joe')),
    ]);

    expect(await jane.authorization()).toBe(`Bearer ${exchanged('jane')}`);
    expect(await joe.authorization()).toBe(`Bearer ${exchanged('joe')}`);
    // The cache has a separate entry for the same token of another user of the portal.
    const third = identityOf('third', subjectOf('jane'));
    expect((await exchange.identityFor(third)).userEntityRef).toBe(
      'user:default/third',
    );
    expect(endpoint.requests).toHaveLength(3);
  });

  it('caches no token for longer than half of its lifetime', async () => {
    const exchange = new TokenExchange(endpoint.configured());
    endpoint.answer = form =>
      issue(form, { access_token: exchanged('jane', 30) });

    await exchange.identityFor(identityOf('jane'));
    jest.advanceTimersByTime(16_000);
    await exchange.identityFor(identityOf('jane'));

    expect(endpoint.requests).toHaveLength(2);
  });

  it.each([
    ['the exchanged token', 3600, 300, 300],
    ['the token of the user', 200, 300, 200],
  ])(
    'S26: the identity expires with %s if that expires first',
    async (_, subjectSeconds, seconds, expected) => {
      const exchange = new TokenExchange(endpoint.configured());
      endpoint.answer = form =>
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
    const exchange = new TokenExchange(endpoint.configured());
    endpoint.answer = form =>
      issue(form, { access_token: 'opaque', expires_in: 60 });

    const { expiresAtMs } = await exchange.identityFor(identityOf('jane'));

    expect(expiresAtMs).toBe(secondsAfterStart(60) * 1000);
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

    it('S26: exchanges each later token of the session too', async () => {
      const next = identityOf(
        'jane',
        subjectOf('jane', secondsAfterStart(7200)),
      );
      const exchange = new TokenExchange(endpoint.configured());
      const identity = await exchange.identityFor(withSession(next));

      expect(identity.isRenewable).toBe(true);
      const renewed = await identity.renew();
      const afterRejection = await identity.renewRejected();

      expect(endpoint.requests.map(({ form }) => form.subject_token)).toEqual([
        subjectOf('jane'),
        subjectOf('jane', secondsAfterStart(7200)),
      ]);
      for (const each of [renewed, afterRejection]) {
        expect(await each?.authorization()).toBe(`Bearer ${exchanged('jane')}`);
      }
    });

    it('S16: the identity ends when the session ends', async () => {
      const onEnd = jest.fn(() => () => {});
      const listener = jest.fn();
      const source = withSession(identityOf('jane'), onEnd);
      const identity = await new TokenExchange(
        endpoint.configured(),
      ).identityFor(source);

      identity.onSessionEnd(listener);

      expect(onEnd).toHaveBeenCalledWith(listener);
    });
  });
});
