import { unsignedJwt } from '../__testUtils__/unsignedJwt';
import {
  exchanged,
  identityOf,
  issue,
  refusal,
  secondsAfterStart,
  subjectOf,
  useTokenEndpoint,
} from './__testUtils__/useTokenEndpoint';
import { TokenExchange } from './TokenExchange';

describe('TokenExchange, when there is no token', () => {
  const endpoint = useTokenEndpoint();

  it('sends no request to the provider for a token that has expired', async () => {
    const source = identityOf('jane');
    jest.advanceTimersByTime(3_600_000);

    const error = await refusal(
      new TokenExchange(endpoint.configured()).identityFor(source),
    );

    expect(error.code).toBe('session-ended');
    expect(endpoint.requests).toEqual([]);
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
      const exchange = new TokenExchange(endpoint.configured());
      endpoint.answer = () => ({ status, body: { error: code } });

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
    const exchange = new TokenExchange(endpoint.configured());
    endpoint.answer = form =>
      typeof body === 'string' ? { status: 200, body } : issue(form, body);

    const error = await refusal(exchange.identityFor(identityOf('jane')));

    expect(error.code).toBe(code);
  });

  it('throws idp-unavailable when the provider is down, and recovers with it', async () => {
    const exchange = new TokenExchange(endpoint.configured());
    await endpoint.goDown();

    const error = await refusal(exchange.identityFor(identityOf('jane')));
    expect(error).toMatchObject({ code: 'idp-unavailable', status: 503 });

    await endpoint.comeBack();
    await expect(
      exchange.identityFor(identityOf('jane')),
    ).resolves.toBeDefined();
  });

  it('S6: compares the name in the exchanged token too', async () => {
    const exchange = new TokenExchange(endpoint.configured(), {
      userNameClaim: 'sub',
    });
    endpoint.answer = form => issue(form, { access_token: exchanged('eve') });

    const error = await refusal(exchange.identityFor(identityOf('jane')));

    expect(error.code).toBe('identity-mismatch');
  });
});
