/** What the store needs to know of the user's session. */
export interface LiveSession {
  /** Makes one call to see whether the session is valid. Never opens a dialog. Fails if the session is not valid. */
  check(): Promise<void>;
  /** Asks the user to sign in, and makes one call to see whether the session is valid. Call it only after a click. */
  signIn(): Promise<void>;
  /** Calls back when the user may have signed in again, and returns the function that unsubscribes. */
  onSignIn(callback: () => void): () => void;
}
