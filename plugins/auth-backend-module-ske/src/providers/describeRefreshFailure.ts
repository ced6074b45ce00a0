import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { cleanText } from '@kratix-portal/plugin-ske-common';
import { isOutage } from '../outage/isOutage';
import { UnverifiedIdTokenError } from './UnverifiedIdTokenError';

/**
 * Turns a failed refresh into an error that says whether the session ended. Backstage adds its message to the 401 that the browser gets.
 */
export function describeRefreshFailure(options: {
  providerId: string;
  error: unknown;
}): Error {
  const { providerId, error } = options;
  if (error instanceof AuthenticationError) {
    return error; // The response of the provider cannot continue the session, and the message says why.
  }
  if (error instanceof UnverifiedIdTokenError) {
    return new ServiceUnavailableError(
      `The ID token that the sign-in provider '${providerId}' returned for the refresh could not be verified: ${error.message}. Your session is not over. Try again in a moment.`,
    );
  }
  const oauthError = isOutage(error) ? undefined : oauthErrorOf(error);
  if (oauthError === undefined) {
    return new ServiceUnavailableError(
      `The sign-in provider '${providerId}' did not answer the refresh: ${reasonOf(error)}. Your session is not over. Try again in a moment.`,
    );
  }
  return oauthError.code === 'invalid_grant'
    ? new AuthenticationError(
        `The sign-in provider '${providerId}' ended your session: ${oauthError.text}. Sign in again.`,
      )
    : new AuthenticationError(
        `The sign-in provider '${providerId}' rejected the refresh: ${oauthError.text}. If a new sign-in fails too, tell the platform team.`,
      );
}

/**
 * The error in a response of the provider: in its body (RFC 6749, section 5.2), or in its header `WWW-Authenticate` (RFC 6750, section 3). For a response without such
 * an error, for example the page of a proxy, openid-client sets a text of its own. With status 401 even such a response is a rejection.
 */
function oauthErrorOf(
  error: unknown,
): { code: string; text: string } | undefined {
  const {
    error: code,
    error_description: description,
    response,
  } = (error ?? {}) as {
    error?: unknown;
    error_description?: unknown;
    response?: { statusCode?: unknown };
  };
  if (
    typeof code !== 'string' ||
    ['server_error', 'temporarily_unavailable', 'slow_down'].includes(code) ||
    (/^expected \d{3} /.test(code) && response?.statusCode !== 401)
  ) {
    return undefined;
  }
  return {
    code,
    text: cleanLine(
      typeof description === 'string' ? `${code} (${description})` : code,
    ),
  };
}

/** For a refused connection to a host with several addresses, Node's error has an empty message. */
export function reasonOf(error: unknown): string {
  const first =
    error instanceof AggregateError && error.errors.length > 0
      ? error.errors[0]
      : error;
  const reason = cleanLine(
    first instanceof Error ? first.message : String(first),
  );
  return /certificate/i.test(reason)
    ? `${reason} (set the environment variable NODE_EXTRA_CA_CERTS to trust a private CA)`
    : reason;
}

/** Text of another system, in one line. */
function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
