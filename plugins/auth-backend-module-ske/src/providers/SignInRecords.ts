import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type { OAuthAuthenticatorResult } from '@backstage/plugin-auth-node';

type Result = OAuthAuthenticatorResult<OidcAuthResult>;

/** Where the tokens of a result come from: a new sign-in, or a session that was started before. */
export type SignInRecord =
  | {
      type: 'new';
      fingerprint: string;
      /** The handle of the session that the browser had until now. */
      replacedHandle: string | undefined;
    }
  | { type: 'existing'; handle: string; sessionId: string; userRef: string };

/**
 * Passes facts about a result from the authenticator to the sign-in resolver. Backstage passes the same result object to both. The authenticator runs before the
 * user is known.
 */
export class SignInRecords {
  readonly #records = new WeakMap<Result, SignInRecord>();

  set(result: Result, record: SignInRecord): void {
    this.#records.set(result, record);
  }

  get(result: Result): SignInRecord | undefined {
    return this.#records.get(result);
  }
}
