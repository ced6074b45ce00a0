/**
 * The user's session, for calls that no click causes. The frontend of the ske plugin uses it so that such a call never opens a sign-in dialog.
 *
 * An app with a sign-in of its own provides the session as the API {@link SKE_SESSION_API_ID}.
 *
 * @public
 */
export interface SkeSession {
  /**
   * The Backstage token, refreshed if necessary, without a dialog.
   *
   * @returns undefined if the user must sign in again
   */
  getToken(): Promise<string | undefined>;
  /** Asks the user to sign in, if the session cannot be refreshed. It is called after a click of the user, so it may open a window. */
  signIn(): Promise<void>;
  /**
   * Calls back whenever the user has signed in again.
   *
   * @returns unsubscribes
   */
  onSignIn(callback: () => void): () => void;
}

/**
 * The id of the API of Backstage's frontend that provides a {@link SkeSession}.
 *
 * @public
 */
export const SKE_SESSION_API_ID = 'plugin.ske-frontend.session';
