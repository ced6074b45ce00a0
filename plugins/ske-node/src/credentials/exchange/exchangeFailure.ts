import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { TokenExchangeConfig } from '../../config';
import { SIGN_IN_AGAIN } from '../identity/signInHints';

/**
 * A response of the token endpoint that is an OAuth error (RFC 6749, 5.2). The code is absent if only a WWW-Authenticate header explains the error.
 */
interface OAuthRefusal {
  error?: string;
  status: number;
}

const TELL_OPERATORS = 'Tell the people who run the portal:';

/** Translates a failed exchange into one of our codes. No other function translates these failures. */
export function exchangeFailure(
  thrown: unknown,
  config: TokenExchangeConfig,
): SkeError {
  if (SkeError.is(thrown)) {
    return thrown;
  }
  return isRefusal(thrown)
    ? translateRefusal(thrown, config)
    : unavailable(config, 'did not send the response of a token endpoint');
}

function isRefusal(thrown: unknown): thrown is OAuthRefusal {
  const { error, status } = (thrown ?? {}) as Partial<OAuthRefusal>;
  return (
    typeof status === 'number' &&
    (error === undefined || typeof error === 'string')
  );
}

function translateRefusal(
  { error = 'no error code', status }: OAuthRefusal,
  config: TokenExchangeConfig,
): SkeError {
  if (status >= 500 || status === 429) {
    return unavailable(config, `responded with status ${status}`);
  }
  // A wrong secret of the portal is not the user's fault, so the user need not sign in again. The code for a wrong secret is invalid_client in RFC 6749, and
  // unauthorized_client with Keycloak.
  if (status === 401) {
    return unavailable(
      config,
      `does not accept the client that exchanges tokens (${cleanText(error)})`,
      `${TELL_OPERATORS} compare clientId and clientSecret of ${config.path} with the client that is registered at the provider.`,
    );
  }
  switch (error) {
    case 'invalid_grant':
      return new SkeError({
        code: 'session-ended',
        message: `The OIDC provider ${config.providerId} no longer accepts your token, so it does not exchange it for one of the platform cluster (invalid_grant).`,
        hint: SIGN_IN_AGAIN,
      });
    // Keycloak responds with invalid_client if the audience is not one of its clients.
    case 'invalid_target':
    case 'invalid_client':
    case 'invalid_scope':
      return refused(
        config,
        error,
        `${TELL_OPERATORS} ${targetKeys(config)} is not what the provider issues tokens for.`,
      );
    case 'unauthorized_client':
    case 'unsupported_grant_type':
    case 'access_denied':
      return refused(
        config,
        error,
        `${TELL_OPERATORS} the provider must allow the client of ${config.path} to exchange tokens.`,
      );
    default:
      // RFC 8693, 2.2.2: a provider also responds with invalid_request to a token that it does not accept.
      return refused(
        config,
        error,
        `${SIGN_IN_AGAIN} If that does not help, compare ${config.path} with the settings of the provider: your token may not be meant for its client, or have another type than subjectTokenType.`,
      );
  }
}

/** The provider returned something other than a token for the cluster, and the cluster gets no other token. */
export function unusableResponse(
  config: TokenExchangeConfig,
  what: string,
): SkeError {
  return new SkeError({
    code: 'identity-rejected',
    message: `The OIDC provider ${config.providerId} returned ${what} when the portal asked it to exchange your token.`,
    hint: `${TELL_OPERATORS} check ${targetKeys(config)} and the settings of the provider.`,
  });
}

function refused(
  config: TokenExchangeConfig,
  error: string,
  hint: string,
): SkeError {
  return new SkeError({
    code: 'identity-rejected',
    message: `The OIDC provider ${config.providerId} does not exchange your token for one of the platform cluster (${cleanText(error)}).`,
    hint,
  });
}

function unavailable(
  config: TokenExchangeConfig,
  what: string,
  hint = 'Try again in a moment.',
): SkeError {
  return new SkeError({
    code: 'idp-unavailable',
    message: `The OIDC provider ${config.providerId} ${what} when the portal asked it to exchange your token.`,
    hint,
  });
}

function targetKeys({ path, target }: TokenExchangeConfig): string {
  return Object.entries(target)
    .map(([key, value]) => `${path}.${key} (${value})`)
    .join(' with ');
}
