import { AuthenticationError } from '@backstage/errors';
import { describeRefreshFailure } from './describeRefreshFailure';

const describeFailure = (error: unknown) =>
  describeRefreshFailure({ providerId: 'okta', error });

/** An error of openid-client for a response whose body is not an error of OAuth. */
const responseWith = (statusCode: number, error: string) => ({
  error,
  response: { statusCode, body: Buffer.from('<html></html>') },
});

describe('describeRefreshFailure', () => {
  it('says that the session ended, with the provider’s reason', () => {
    const error = describeFailure({
      error: 'invalid_grant',
      error_description: 'token\nexpired',
    });
    expect(error.name).toBe('AuthenticationError');
    expect(error.message).toBe(
      "The sign-in provider 'okta' ended your session: invalid_grant (token expired). Sign in again.",
    );
  });

  it('says that the provider rejected the portal', () => {
    const error = 'invalid_client';
    for (const response of [undefined, { statusCode: 401, body: { error } }]) {
      expect(describeFailure({ error, response }).message).toMatch(
        /rejected the refresh: invalid_client\./,
      );
    }
  });

  it.each([
    [401, 'invalid_token'],
    [403, 'insufficient_scope'],
    [401, 'expected 200 OK, got: 401 Unauthorized'],
  ])(
    'says that the provider rejected the user, with status %s and the error %s',
    (statusCode, reason) => {
      const error = describeFailure(responseWith(statusCode, reason));
      expect(error.name).toBe('AuthenticationError');
      expect(error.message).toContain(`rejected the refresh: ${reason}.`);
    },
  );

  it('does not change an error that says that a refresh cannot continue the session', () => {
    const error = new AuthenticationError('no ID token. Sign in again.');
    expect(describeFailure(error)).toBe(error);
  });

  it.each([
    ['no response', new Error('connect ECONNREFUSED 127.0.0.1:1')],
    ['500', { error: 'server_error' }],
    ['a page with status 500', responseWith(500, 'expected 200 OK, got: 500')],
    ['status 429', responseWith(429, 'expected 200 OK, got: 429')],
    ['a page of a proxy', responseWith(403, 'expected 200 OK, got: 403')],
    ['an empty response', responseWith(200, 'expected 200 OK with body')],
    ['no response of several addresses', new AggregateError([new Error('x')])],
  ])('says that the session continues after %s', (_, thrown) => {
    const error = describeFailure(thrown);
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toMatch(/did not answer.*Your session is not over/);
  });
});
