/** The hint for a problem that a new sign-in solves. */
export const SIGN_IN_AGAIN = 'Sign out of the portal and sign in again.';

/** The hint for a token that has expired: the page renews it if the provider still knows the session. */
export const RELOAD_OR_SIGN_IN =
  'Reload the page; if that does not help, sign out of the portal and sign in again.';
