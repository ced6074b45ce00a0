import { SignInError } from './SignInError';

/** Explains to the user why a sign-in failed. */
export interface SignInFailure {
  /** What happened. */
  reason: string;
  /** What the user can do. */
  remedy: string;
  /** The server's message for the platform team; left out if it adds nothing. */
  detail?: string;
}

/**
 * Recognises a failure by its name and message, because Backstage passes on nothing else. The message of an unknown failure is
 * shown unchanged.
 */
export function describeSignInFailure(options: {
  error: Error;
  providerTitle: string;
}): SignInFailure {
  const { error, providerTitle } = options;
  const { name, message } = error;
  const detail = clean(message);

  if (name === 'PopupRejectedError') {
    return {
      reason: 'Your browser blocked the sign-in window.',
      remedy: 'Allow pop-up windows for this site, then try again.',
    };
  }
  if (name === 'PopupClosedError') {
    const origin = /expected (\S+)/.exec(message)?.[1];
    return origin
      ? {
          reason:
            'The portal is not configured for the address at which you opened it.',
          remedy: `Open it at ${clean(origin)} and sign in there.`,
        }
      : {
          reason: 'The sign-in window was closed before you were signed in.',
          remedy: `Try again and finish the sign-in at ${providerTitle}. If the window showed an error, tell the platform team.`,
        };
  }
  if (error instanceof SignInError) {
    return {
      reason: `${providerTitle} is not set up for signing in to this portal.`,
      remedy: 'Tell the platform team.',
      detail,
    };
  }
  if (
    name === 'ServiceUnavailableError' ||
    /temporarily_unavailable/.test(message)
  ) {
    return {
      reason: `${providerTitle} cannot be reached.`,
      remedy:
        'Try again in a moment. If it still fails, tell the platform team.',
      detail,
    };
  }
  if (/unable to resolve user identity|user not found/i.test(message)) {
    return {
      reason: `${providerTitle} knows you, but this portal has no user for your account.`,
      remedy:
        "Ask the platform team to add you to the portal's catalog, or sign in with another account.",
      detail,
    };
  }
  if (/does not contain an email|preferred_username/i.test(message)) {
    return {
      reason: `${providerTitle} did not send enough information about you to sign you in.`,
      remedy: 'Tell the platform team.',
      detail,
    };
  }
  if (/access_denied/.test(message)) {
    return {
      reason: `${providerTitle} refused the sign-in.`,
      remedy:
        'Try again and agree to the requested permissions, or ask the platform team whether your account may use this portal.',
      detail,
    };
  }
  if (
    /cookie nonce|invalid nonce|details in session|state mismatch/i.test(
      message,
    )
  ) {
    return {
      reason: 'The sign-in took too long, or was started in another window.',
      remedy:
        'Try again, with one sign-in window at a time and with cookies allowed for this site.',
      detail,
    };
  }
  return {
    reason: `Signing in with ${providerTitle} failed.`,
    remedy: 'Try again. If it fails again, tell the platform team.',
    detail,
  };
}

const DETAIL_LENGTH = 300;

/** Turns text of other systems into one short line without characters that could hide or reorder it. */
export function clean(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > DETAIL_LENGTH
    ? `${line.slice(0, DETAIL_LENGTH)}…`
    : line;
}
