import { AuthenticationError } from '@backstage/errors';
import { describeRefreshFailure } from './describeRefreshFailure';

const describeFailure = (error: unknown) =>
  describeRefreshFailure({ providerId: 'okta', error });

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
    expect(describeFailure({ error: 'invalid_client' }).message).toMatch(
      /rejected the refresh: invalid_client\./,
    );
  });

  it('does not change an error that says that a refresh cannot continue the session', () => {
    const error = new AuthenticationError('no ID token. Sign in again.');
    expect(describeFailure(error)).toBe(error);
  });

  it.each([
    ['no response', new Error('connect ECONNREFUSED 127.0.0.1:1')],
    ['500', { error: 'server_error' }],
    ['no response of several addresses', new AggregateError([new Error('x')])],
  ])('says that the session continues after %s', (_, thrown) => {
    const error = describeFailure(thrown);
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toMatch(/did not answer.*Your session is not over/);
  });
});
