import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SkeSession } from '@kratix-portal/plugin-ske-common';

/** A refresh over a slow network takes seconds. A dialog that waits for the user takes longer. */
const DIALOG_MS = 10_000;

/**
 * The session according to Backstage's identity API.
 *
 * The identity API has no call that is guaranteed to open no dialog: if the session cannot be refreshed, `getCredentials` opens Backstage's "Login
 * required", and settles when the user has answered. So the first such call may open the dialog. The user then counts as signed out, and no further
 * call is made until the user has answered. `app-module-ske` replaces this class by one that opens no dialog.
 */
export class IdentitySession implements SkeSession {
  readonly #identityApi: Pick<IdentityApi, 'getCredentials'>;
  readonly #callbacks = new Set<() => void>();
  #pending: Promise<string | undefined> | undefined;
  #isAnswerDue = false;

  constructor(identityApi: Pick<IdentityApi, 'getCredentials'>) {
    this.#identityApi = identityApi;
  }

  async getToken(): Promise<string | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const dialog = new Promise<undefined>(resolve => {
      timer = setTimeout(() => {
        this.#isAnswerDue = true;
        resolve(undefined);
      }, DIALOG_MS);
    });
    try {
      return await Promise.race([this.#read(), dialog]);
    } finally {
      clearTimeout(timer);
    }
  }

  async signIn(): Promise<void> {
    await this.#identityApi.getCredentials();
  }

  onSignIn(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** All callers share one call, so that there is one dialog. */
  #read(): Promise<string | undefined> {
    this.#pending ??= this.#identityApi
      .getCredentials()
      .then(
        ({ token }) => {
          this.#noteAnswer();
          return token;
        },
        (error: unknown) => {
          this.#isAnswerDue = false;
          if (isRejectedByUser(error)) {
            return undefined;
          }
          throw error;
        },
      )
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }

  #noteAnswer(): void {
    if (this.#isAnswerDue) {
      this.#isAnswerDue = false;
      [...this.#callbacks].forEach(callback => callback());
    }
  }
}

function isRejectedByUser(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'RejectedError' || error.name === 'PopupRejectedError')
  );
}
