import { describeSignInFailure } from './describeSignInFailure';
import { SignInError } from './SignInError';

function describeError(name: string, message: string) {
  const error = new Error(message);
  error.name = name;
  return describeSignInFailure({ error, providerTitle: 'Okta' });
}

describe('describeSignInFailure', () => {
  it.each<[string, string, RegExp, RegExp]>([
    [
      'PopupRejectedError',
      'Failed to open auth popup.',
      /browser blocked/,
      /Allow pop-up/,
    ],
    [
      'PopupClosedError',
      'Login failed, popup was closed',
      /was closed before/,
      /finish the sign-in at Okta/,
    ],
    [
      'PopupClosedError',
      'Login failed, Incorrect app origin, expected http://localhost:3000',
      /not configured for/,
      /Open it at http:\/\/localhost:3000 and/,
    ],
    [
      'ServiceUnavailableError',
      "The sign-in provider 'okta' cannot be reached at https://idp: refused",
      /^Okta cannot be reached/,
      /in a moment/,
    ],
    [
      'Error',
      'Failed to sign-in, unable to resolve user identity. Please verify that your catalog contains the expected User entities',
      /no user for your account/,
      /Ask the platform team to add you/,
    ],
    ['NotFoundError', 'User not found', /no user for your account/, /add you/],
    [
      'Error',
      'Login failed, user profile does not contain an email',
      /did not send enough information/,
      /platform team/,
    ],
    [
      'Error',
      'Authentication failed, access_denied (The user said no)',
      /Okta refused the sign-in/,
      /agree/,
    ],
    [
      'NotAllowedError',
      'Auth response is missing cookie nonce',
      /took too long/,
      /cookies/,
    ],
    ['Error', 'something else', /Signing in with Okta failed/, /Try again/],
  ])('explains %s "%s"', (name, message, reason, remedy) => {
    const failure = describeError(name, message);

    expect(failure.reason).toMatch(reason);
    expect(failure.remedy).toMatch(remedy);
  });

  it('explains that a provider is not configured for signing in', () => {
    const error = new SignInError({
      code: 'no-sign-in',
      message: 'auth.providers.okta has no signIn.resolvers',
    });

    expect(
      describeSignInFailure({ error, providerTitle: 'Okta' }),
    ).toMatchObject({
      reason: 'Okta is not set up for signing in to this portal.',
      detail: 'auth.providers.okta has no signIn.resolvers',
    });
  });

  it('shortens text of other systems to one line without control characters', () => {
    const { detail } = describeError(
      'Error',
      `one\n  two\u202Eeerht\u0000 ${'x'.repeat(1_000)}`,
    );

    expect(detail).toMatch(/^one two eerht x+…$/);
    expect(detail?.length).toBeLessThan(310);
  });
});
