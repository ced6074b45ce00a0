import { clean, type SignInFailure } from './describeSignInFailure';
import { isOver, type RefreshError } from './refreshError';

/** Explains to the user why the session of the last visit does not continue. */
export function describeEndedSession(options: {
  error: RefreshError;
  providerTitle: string;
}): SignInFailure {
  const { error, providerTitle } = options;
  if ('unreachable' in error) {
    return {
      reason: 'The portal could not renew your session.',
      remedy: 'Reload the page in a moment, or sign in again.',
    };
  }
  const { message } = error;
  // Backstage appends the cause to its own message.
  const detail = clean(message.replace(/^Refresh failed; caused by /, ''));
  if (/missing session cookie/i.test(message)) {
    return {
      reason: 'Your session has ended.',
      remedy:
        'Sign in again. You signed out in another tab, or the browser no longer has the cookie of your session.',
    };
  }
  if (/ended your session/.test(message)) {
    return {
      reason: `${providerTitle} ended your session.`,
      remedy: 'Sign in again.',
      detail,
    };
  }
  if (!isOver(error)) {
    return {
      reason: `${providerTitle} could not be reached to renew your session.`,
      remedy: 'Your session is not over. Reload the page in a moment.',
      detail,
    };
  }
  return {
    reason: `${providerTitle} did not renew your session.`,
    remedy: 'Sign in again. If that fails too, tell the platform team.',
    detail,
  };
}
